namespace SoftRL.Environments;

/// <summary>State of a car in a valley.</summary>
/// <param name="Position">x, in −1.2 … 0.6; the bottom of the valley is at −π/6.</param>
/// <param name="Velocity">x', position per step, in ±0.07.</param>
public readonly record struct MountainCarState(double Position, double Velocity);
