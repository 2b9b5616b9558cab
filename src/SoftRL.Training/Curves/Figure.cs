namespace SoftRL.Training;

/// <summary>A picture of curves, before it is painted.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Layers">What is in it, from back to front.</param>
/// <param name="Note">A remark on how to read it; null for none.</param>
internal sealed record Figure(string Title, IReadOnlyList<FigureLayer> Layers, string? Note = null)
{
    /// <summary>What goes to the right.</summary>
    internal string Across { get; init; } = "environment steps";

    /// <summary>What goes up.</summary>
    internal string Up { get; init; } = "return per episode";

    /// <summary>Whether equal factors are equally far apart, on both axes; there are points then, and all coordinates are positive.</summary>
    internal bool IsLogarithmic { get; init; }

    /// <summary>Smallest and largest step and value of all layers; null when there is nothing to show.</summary>
    internal (double Left, double Right, double Bottom, double Top)? Extent()
    {
        var points = Layers.SelectMany(layer => layer.AllPoints).ToArray();
        return points.Length == 0
            ? null
            : (points.Min(point => point.Step), points.Max(point => point.Step), points.Min(point => point.Value), points.Max(point => point.Value));
    }
}
