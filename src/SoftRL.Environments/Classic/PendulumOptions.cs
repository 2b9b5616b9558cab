namespace SoftRL.Environments;

/// <summary>Physical parameters and limits of <see cref="Pendulum"/>. The defaults are those of Pendulum-v1.</summary>
public sealed record PendulumOptions
{
    /// <summary>Gravitational acceleration, m/s², positive. Default 10.</summary>
    public double Gravity { get; init => field = Guard.Positive(value, nameof(Gravity)); } = 10.0;

    /// <summary>Mass of the rod, kg, positive. Default 1.</summary>
    public double Mass { get; init => field = Guard.Positive(value, nameof(Mass)); } = 1.0;

    /// <summary>Length of the rod, m, positive. Default 1.</summary>
    public double Length { get; init => field = Guard.Positive(value, nameof(Length)); } = 1.0;

    /// <summary>Time of one step, s, positive. Default 0.05.</summary>
    public double StepSeconds { get; init => field = Guard.Positive(value, nameof(StepSeconds)); } = 0.05;

    /// <summary>The torque is clipped to ± this, N·m, positive. Default 2.</summary>
    public double MaxTorque { get; init => field = Guard.Positive(value, nameof(MaxTorque)); } = 2.0;

    /// <summary>The angular velocity is clipped to ± this, rad/s, positive. Default 8.</summary>
    public double MaxVelocity { get; init => field = Guard.Positive(value, nameof(MaxVelocity)); } = 8.0;

    /// <summary>The episode is truncated after so many steps, positive. Default 200.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 200;
}
