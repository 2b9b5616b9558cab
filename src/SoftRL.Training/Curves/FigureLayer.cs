namespace SoftRL.Training;

/// <summary>Something in a figure: a closed choice.</summary>
/// <param name="Label">Its entry in the legend; null for none.</param>
/// <param name="Ink">Its colour.</param>
internal abstract record FigureLayer(string? Label, Ink Ink)
{
    /// <summary>Every point of it.</summary>
    internal abstract IEnumerable<CurvePoint> AllPoints { get; }

    /// <summary>A line through points; a faint one is thin and half transparent, a marked one shows its points too.</summary>
    internal sealed record Line(string? Label, Ink Ink, IReadOnlyList<CurvePoint> Points, bool IsFaint = false, bool IsMarked = false) : FigureLayer(Label, Ink)
    {
        internal override IEnumerable<CurvePoint> AllPoints => Points;
    }

    /// <summary>Single points.</summary>
    internal sealed record Dots(string? Label, Ink Ink, IReadOnlyList<CurvePoint> Points) : FigureLayer(Label, Ink)
    {
        internal override IEnumerable<CurvePoint> AllPoints => Points;
    }

    /// <summary>The area between two curves of the same steps.</summary>
    internal sealed record Band(Ink Ink, IReadOnlyList<CurvePoint> Low, IReadOnlyList<CurvePoint> High) : FigureLayer(null, Ink)
    {
        internal override IEnumerable<CurvePoint> AllPoints => Low.Concat(High);
    }
}
