namespace SoftRL.Environments;

/// <summary>Parameters of <see cref="Acrobot"/>. The defaults are those of Acrobot-v1.</summary>
public sealed record AcrobotOptions
{
    /// <summary>Gravitational acceleration, m/s², positive. Default 9.8.</summary>
    public double Gravity { get; init => field = Guard.Positive(value, nameof(Gravity)); } = 9.8;

    /// <summary>Torque on the joint between the links, N·m, positive. Default 1.</summary>
    public double Torque { get; init => field = Guard.Positive(value, nameof(Torque)); } = 1.0;

    /// <summary>Time of one step, s, in (0, 1]. Default 0.2.</summary>
    public double StepSeconds { get; init => field = Guard.Within(double.Epsilon, 1, value, nameof(StepSeconds)); } = 0.2;

    /// <summary>The episode is truncated after so many steps, positive. Default 500.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 500;
}
