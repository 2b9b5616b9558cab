using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>Lines over two logarithmic axes.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Across">What goes to the right.</param>
/// <param name="Up">What goes up.</param>
/// <param name="Lines">Named lines through points with positive coordinates.</param>
internal sealed record Chart(string Title, string Across, string Up, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>Draws it.</summary>
    /// <returns>The document.</returns>
    /// <exception cref="InvalidOperationException">There is no point.</exception>
    public string ToSvg()
    {
        if (Lines.All(line => line.Points.Count == 0))
        {
            throw new InvalidOperationException("A chart needs a point.");
        }

        var layers = Lines.Select((line, index) => new FigureLayer.Line(line.Label, Palette.Series(index), [.. line.Points.Select(point => new CurvePoint(point.X, point.Y))], IsMarked: true));
        return FigurePainter.ToSvg(new Figure(Title, [.. layers]) { Across = Across, Up = Up, IsLogarithmic = true });
    }
}
