namespace SoftRL.Environments.Mujoco;

/// <summary>Walker2d: a planar two-legged walker is paid for speed and for not falling.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>action, <c>[6]</c></term><description>torque of right thigh, leg, foot, left thigh, leg, foot, each ±1 of
/// 100 N·m</description></item>
/// <item><term>observation, <c>[17]</c></term><description>0 height (m), 1 pitch, 2 … 7 the joints (rad) in the order of actions; 8
/// forward and 9 upward speed (m/s), 10 pitch rate, 11 … 16 the joints' (rad/s), velocities clipped to ±10</description></item>
/// <item><term>step</term><description>4 × 0.002 s</description></item>
/// <item><term>reward</term><description>forward speed + 1 while healthy − 0.001 · |action|²; v4 pays the 1 on the step that
/// terminates too</description></item>
/// <item><term>end</term><description>terminates when unhealthy: height not inside (0.8, 2), pitch not inside ±1; truncated after
/// 1,000 steps</description></item>
/// <item><term>start</term><description>positions and velocities U(−0.005, 0.005) about the reference</description></item>
/// </list>
/// In v4 the right foot slides more easily (friction 0.9) than the left (1.9); in v5 both have 1.9.
/// </remarks>
public sealed record Walker2dOptions
{
    /// <summary>Revision. Default V5.</summary>
    public MujocoVersion Version { get; init => field = Guard.Version(value, nameof(Version)); } = MujocoVersion.V5;

    /// <summary>Reward per m/s forward. Default 1.</summary>
    public double ForwardRewardWeight { get; init => field = Guard.Finite(value, nameof(ForwardRewardWeight)); } = 1;

    /// <summary>Cost per unit of |action|². Default 0.001.</summary>
    public double ControlCostWeight { get; init => field = Guard.Finite(value, nameof(ControlCostWeight)); } = 1e-3;

    /// <summary>Reward of a healthy step. Default 1.</summary>
    public double HealthyReward { get; init => field = Guard.Finite(value, nameof(HealthyReward)); } = 1;

    /// <summary>Whether the episode terminates when the walker is unhealthy. Default true.</summary>
    public bool TerminateWhenUnhealthy { get; init; } = true;

    /// <summary>The torso must be above this height, m. Default 0.8.</summary>
    public double MinHealthyHeight { get; init => field = Guard.Finite(value, nameof(MinHealthyHeight)); } = 0.8;

    /// <summary>The torso must be below this height, m, above <see cref="MinHealthyHeight"/>. Default 2.</summary>
    public double MaxHealthyHeight { get; init => field = Guard.Finite(value, nameof(MaxHealthyHeight)); } = 2;

    /// <summary>The pitch must be inside ± this, rad, positive. Default 1.</summary>
    public double MaxHealthyAngle { get; init => field = Guard.Positive(value, nameof(MaxHealthyAngle)); } = 1;

    /// <summary>Scale of the noise of a start, not negative. Default 0.005.</summary>
    public double ResetNoiseScale { get; init => field = Guard.NotNegative(value, nameof(ResetNoiseScale)); } = 5e-3;

    /// <summary>Whether the forward position is left out of the observation; when false it is element 0. Default true.</summary>
    public bool ExcludeCurrentPositions { get; init; } = true;

    /// <summary>Time steps of MuJoCo per step, positive. Default 4.</summary>
    public int FrameSkip { get; init => field = Guard.Positive(value, nameof(FrameSkip)); } = 4;

    /// <summary>The episode is truncated after so many steps, positive. Default 1000.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 1000;
}
