namespace SoftRL.Environments;

/// <summary>State of a cart with a pole hinged on it.</summary>
/// <param name="Position">x, position of the cart from the centre, m.</param>
/// <param name="Velocity">x', m/s.</param>
/// <param name="Angle">θ, angle of the pole from upright, rad, positive to the right.</param>
/// <param name="AngularVelocity">θ', rad/s.</param>
public readonly record struct CartPoleState(double Position, double Velocity, double Angle, double AngularVelocity);
