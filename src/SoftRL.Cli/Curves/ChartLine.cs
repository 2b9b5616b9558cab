namespace SoftRL.Cli;

/// <summary>A line of a <see cref="Chart"/>.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Points">Its points, from left to right.</param>
internal sealed record ChartLine(string Label, IReadOnlyList<(double X, double Y)> Points);
