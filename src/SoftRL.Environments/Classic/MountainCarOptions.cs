namespace SoftRL.Environments;

/// <summary>
/// Parameters of <see cref="MountainCar"/> and <see cref="MountainCarContinuous"/>. The defaults are those of
/// MountainCar-v0.
/// </summary>
public sealed record MountainCarOptions
{
    /// <summary>The parameters of MountainCarContinuous-v0: a stronger engine, a nearer goal, a later limit.</summary>
    public static MountainCarOptions Continuous { get; } =
        new() { Force = 0.0015, GoalPosition = 0.45, MaxEpisodeSteps = 999 };

    /// <summary>Change of velocity by full throttle, per step, positive. Default 0.001.</summary>
    public double Force { get; init => field = Guard.Positive(value, nameof(Force)); } = 0.001;

    /// <summary>Change of velocity by the steepest slope, per step, positive. Default 0.0025.</summary>
    public double Gravity { get; init => field = Guard.Positive(value, nameof(Gravity)); } = 0.0025;

    /// <summary>The episode terminates at this position or beyond, in −1.2 … 0.6. Default 0.5.</summary>
    public double GoalPosition
    {
        get;
        init => field = Guard.Within(MountainCarDynamics.Left, MountainCarDynamics.Right, value, nameof(GoalPosition));
    } = 0.5;

    /// <summary>The episode is truncated after so many steps, positive. Default 200.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 200;
}
