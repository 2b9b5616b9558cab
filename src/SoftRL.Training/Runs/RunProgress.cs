namespace SoftRL.Training;

/// <summary>Where a run stands, for a live display.</summary>
/// <param name="Step">Environment steps done.</param>
/// <param name="Steps">Environment steps planned.</param>
/// <param name="StepsPerSecond">Environment steps per second since the last progress.</param>
/// <param name="Episodes">Episodes finished.</param>
/// <param name="RecentReturn">Mean return of the last hundred episodes; NaN when none has finished.</param>
/// <param name="Update">Figures of the last update.</param>
public readonly record struct RunProgress(long Step, long Steps, double StepsPerSecond, long Episodes, double RecentReturn, UpdateReport? Update);
