namespace SoftRL.Environments;

/// <summary>State of two links that hang from a fixed joint.</summary>
/// <param name="Angle1">θ₁, angle of the first link from straight down, rad, in ±π.</param>
/// <param name="Angle2">θ₂, angle of the second link relative to the first, rad, in ±π.</param>
/// <param name="Velocity1">θ₁', rad/s, in ±4π.</param>
/// <param name="Velocity2">θ₂', rad/s, in ±9π.</param>
public readonly record struct AcrobotState(double Angle1, double Angle2, double Velocity1, double Velocity2);
