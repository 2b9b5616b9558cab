namespace SoftRL.Training;

/// <summary>A named figure of a <see cref="MetricsRow"/> that only some agents have, such as <c>loss/policy</c>.</summary>
/// <param name="Name">Name: a group, a slash and a word, in lower case.</param>
/// <param name="Value">The figure; not-a-number and infinities are stored as null.</param>
public readonly record struct Metric(string Name, double Value);
