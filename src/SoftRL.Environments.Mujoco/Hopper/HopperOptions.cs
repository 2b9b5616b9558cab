namespace SoftRL.Environments.Mujoco;

/// <summary>Hopper: a planar one-legged hopper is paid for speed and for not falling.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>action, <c>[3]</c></term><description>torque of thigh, leg, foot, each ±1 of 200 N·m</description></item>
/// <item><term>observation, <c>[11]</c></term><description>0 height (m), 1 pitch, 2 … 4 thigh, leg, foot (rad); 5 forward and 6
/// upward speed (m/s), 7 pitch rate, 8 … 10 the joints' (rad/s), velocities clipped to ±10</description></item>
/// <item><term>step</term><description>4 × 0.002 s</description></item>
/// <item><term>reward</term><description>forward speed + 1 while healthy − 0.001 · |action|²; v4 pays the 1 on the step that
/// terminates too</description></item>
/// <item><term>end</term><description>terminates when unhealthy: height not above 0.7, |pitch| not below 0.2, or any of the other
/// numbers of the state, from the pitch on, not inside ±100; truncated after 1,000 steps</description></item>
/// <item><term>start</term><description>positions and velocities U(−0.005, 0.005) about the reference</description></item>
/// </list>
/// </remarks>
public sealed record HopperOptions
{
    /// <summary>Revision. Default V5.</summary>
    public MujocoVersion Version { get; init => field = Guard.Version(value, nameof(Version)); } = MujocoVersion.V5;

    /// <summary>Reward per m/s forward. Default 1.</summary>
    public double ForwardRewardWeight { get; init => field = Guard.Finite(value, nameof(ForwardRewardWeight)); } = 1;

    /// <summary>Cost per unit of |action|². Default 0.001.</summary>
    public double ControlCostWeight { get; init => field = Guard.Finite(value, nameof(ControlCostWeight)); } = 1e-3;

    /// <summary>Reward of a healthy step. Default 1.</summary>
    public double HealthyReward { get; init => field = Guard.Finite(value, nameof(HealthyReward)); } = 1;

    /// <summary>Whether the episode terminates when the hopper is unhealthy. Default true.</summary>
    public bool TerminateWhenUnhealthy { get; init; } = true;

    /// <summary>The torso must be above this height, m. Default 0.7.</summary>
    public double MinHealthyHeight { get; init => field = Guard.Finite(value, nameof(MinHealthyHeight)); } = 0.7;

    /// <summary>The pitch must be inside ± this, rad, positive. Default 0.2.</summary>
    public double MaxHealthyAngle { get; init => field = Guard.Positive(value, nameof(MaxHealthyAngle)); } = 0.2;

    /// <summary>Pitch, joints and velocities must be inside ± this, positive. Default 100.</summary>
    public double MaxHealthyState { get; init => field = Guard.Positive(value, nameof(MaxHealthyState)); } = 100;

    /// <summary>Scale of the noise of a start, not negative. Default 0.005.</summary>
    public double ResetNoiseScale { get; init => field = Guard.NotNegative(value, nameof(ResetNoiseScale)); } = 5e-3;

    /// <summary>Whether the forward position is left out of the observation; when false it is element 0. Default true.</summary>
    public bool ExcludeCurrentPositions { get; init; } = true;

    /// <summary>Time steps of MuJoCo per step, positive. Default 4.</summary>
    public int FrameSkip { get; init => field = Guard.Positive(value, nameof(FrameSkip)); } = 4;

    /// <summary>The episode is truncated after so many steps, positive. Default 1000.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 1000;
}
