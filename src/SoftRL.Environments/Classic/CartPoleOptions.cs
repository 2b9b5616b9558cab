namespace SoftRL.Environments;

/// <summary>Physical parameters and limits of <see cref="CartPole"/>. The defaults are those of CartPole-v1.</summary>
public sealed record CartPoleOptions
{
    /// <summary>Gravitational acceleration, m/s², positive. Default 9.8.</summary>
    public double Gravity { get; init => field = Guard.Positive(value, nameof(Gravity)); } = 9.8;

    /// <summary>Mass of the cart, kg, positive. Default 1.</summary>
    public double CartMass { get; init => field = Guard.Positive(value, nameof(CartMass)); } = 1.0;

    /// <summary>Mass of the pole, kg, positive. Default 0.1.</summary>
    public double PoleMass { get; init => field = Guard.Positive(value, nameof(PoleMass)); } = 0.1;

    /// <summary>Half the length of the pole, m, positive. Default 0.5.</summary>
    public double PoleHalfLength { get; init => field = Guard.Positive(value, nameof(PoleHalfLength)); } = 0.5;

    /// <summary>Force of either action, N, positive. Default 10.</summary>
    public double Force { get; init => field = Guard.Positive(value, nameof(Force)); } = 10.0;

    /// <summary>Time of one step, s, positive. Default 0.02.</summary>
    public double StepSeconds { get; init => field = Guard.Positive(value, nameof(StepSeconds)); } = 0.02;

    /// <summary>The episode terminates when the cart is farther from the centre, m, positive. Default 2.4.</summary>
    public double PositionLimit { get; init => field = Guard.Positive(value, nameof(PositionLimit)); } = 2.4;

    /// <summary>The episode terminates when the pole leans more, rad, positive. Default 12 degrees.</summary>
    public double AngleLimit { get; init => field = Guard.Positive(value, nameof(AngleLimit)); } = 12 * 2 * Math.PI / 360;

    /// <summary>Each state variable starts uniformly within ± this, in its own unit, positive. Default 0.05.</summary>
    public double InitialRange { get; init => field = Guard.Positive(value, nameof(InitialRange)); } = 0.05;

    /// <summary>The episode is truncated after so many steps, positive. Default 500.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 500;
}
