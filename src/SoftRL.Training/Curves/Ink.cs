namespace SoftRL.Training;

/// <summary>What a colour is for; each has a shade on light and one on dark ground.</summary>
internal enum Ink
{
    /// <summary>The ground of the picture.</summary>
    Ground,

    /// <summary>Title, labels.</summary>
    Text,

    /// <summary>Numbers at the axes, remarks.</summary>
    Muted,

    /// <summary>Lines of the grid.</summary>
    Grid,

    /// <summary>The first series; the following ones come after it.</summary>
    Series1,

    /// <summary>The second series.</summary>
    Series2,

    /// <summary>The third series.</summary>
    Series3,

    /// <summary>The fourth series.</summary>
    Series4,

    /// <summary>The fifth series.</summary>
    Series5,

    /// <summary>The sixth series.</summary>
    Series6,
}
