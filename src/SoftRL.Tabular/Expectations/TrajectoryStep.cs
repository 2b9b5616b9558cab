namespace SoftRL.Tabular;

/// <summary>One step of an enumerated trajectory.</summary>
internal readonly record struct TrajectoryStep(int State, int Action, int NextState, double Reward, bool Terminated, bool Live);
