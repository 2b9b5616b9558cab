namespace SoftRL.Environments;

/// <summary>State of <see cref="MultiGoal"/>.</summary>
/// <param name="X">Position to the right.</param>
/// <param name="Y">Position upwards.</param>
public readonly record struct MultiGoalState(double X, double Y);
