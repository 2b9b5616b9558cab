namespace SoftRL.Training;

/// <summary>A point of a learning curve.</summary>
/// <param name="Step">Environment steps.</param>
/// <param name="Value">Return, reward units.</param>
public readonly record struct CurvePoint(double Step, double Value);
