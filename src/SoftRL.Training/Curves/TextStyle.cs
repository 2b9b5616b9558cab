namespace SoftRL.Training;

/// <summary>How a text looks.</summary>
/// <param name="Size">Font size, picture units.</param>
/// <param name="Ink">Colour.</param>
/// <param name="Anchor">Which point of it lies at the given place.</param>
/// <param name="IsBold">Heavier strokes.</param>
/// <param name="IsUpward">Turned a quarter to the left: reads from bottom to top.</param>
internal sealed record TextStyle(double Size, Ink Ink, Anchor Anchor = Anchor.Start, bool IsBold = false, bool IsUpward = false);
