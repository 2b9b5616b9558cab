namespace SoftRL.Training;

/// <summary>What a figure is painted on. Picture units; x to the right, y down.</summary>
internal interface ICanvas
{
    /// <summary>Fills an upright rectangle.</summary>
    void Rectangle(double x, double y, double width, double height, Ink ink);

    /// <summary>Draws a line through points.</summary>
    void Line(IReadOnlyList<(double X, double Y)> points, double width, Ink ink, double opacity = 1);

    /// <summary>Fills a polygon.</summary>
    void Polygon(IReadOnlyList<(double X, double Y)> points, Ink ink, double opacity = 1);

    /// <summary>Fills a circle with a rim of the ground's colour.</summary>
    void Dot(double x, double y, double radius, Ink ink);

    /// <summary>Writes a text; its baseline passes through the place.</summary>
    void Text(string text, double x, double y, TextStyle style);
}
