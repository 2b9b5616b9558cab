namespace SoftRL.Environments;

/// <summary>State of a pendulum.</summary>
/// <param name="Angle">θ, angle from upright, rad, not wrapped.</param>
/// <param name="Velocity">θ', rad/s.</param>
public readonly record struct PendulumState(double Angle, double Velocity);
