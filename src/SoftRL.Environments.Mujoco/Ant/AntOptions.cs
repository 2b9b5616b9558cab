namespace SoftRL.Environments.Mujoco;

/// <summary>Ant: a ball on four legs is paid for speed along x and for not falling.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>action, <c>[8]</c></term><description>torque of hip and ankle of the right back, front left, front right and left back
/// leg, each ±1 of 150 N·m</description></item>
/// <item><term>observation, <c>[27]</c></term><description>0 height (m), 1 … 4 quaternion of the torso, 5 … 12 hip and ankle (rad) of
/// the front left, front right, left back and right back leg; 13 … 15 velocity (m/s), 16 … 18 rate of rotation, 19 … 26 the joints'
/// (rad/s)</description></item>
/// <item><term>with contact forces, <c>[105]</c> in v5</term><description>then torque and force from outside on each of the 13 bodies,
/// clipped to ±1; <c>[111]</c> in v4, where the world's six come first</description></item>
/// <item><term>step</term><description>5 × 0.01 s</description></item>
/// <item><term>reward</term><description>speed of the torso along x + 1 while healthy − 0.5 · |action|², and with contact forces
/// − 0.0005 · the sum of their squares; v4 pays the 1 on the step that terminates too</description></item>
/// <item><term>end</term><description>terminates when unhealthy: height not in [0.2, 1]; truncated after 1,000 steps</description></item>
/// <item><term>start</term><description>positions U(−0.1, 0.1) about the reference, the quaternion's numbers included, velocities
/// 0.1 · N(0, 1)</description></item>
/// </list>
/// After a reset the contact forces are 0.
/// </remarks>
public sealed record AntOptions
{
    /// <summary>Revision. Default V5.</summary>
    public MujocoVersion Version { get; init => field = Guard.Version(value, nameof(Version)); } = MujocoVersion.V5;

    /// <summary>Reward per m/s along x. Default 1.</summary>
    public double ForwardRewardWeight { get; init => field = Guard.Finite(value, nameof(ForwardRewardWeight)); } = 1;

    /// <summary>Cost per unit of |action|². Default 0.5.</summary>
    public double ControlCostWeight { get; init => field = Guard.Finite(value, nameof(ControlCostWeight)); } = 0.5;

    /// <summary>Whether contact forces are observed and paid for. Default null: as the version has it, in v5 but not in v4.</summary>
    public bool? ContactForces { get; init; }

    /// <summary>Cost per unit of the contact forces' sum of squares. Default 0.0005.</summary>
    public double ContactCostWeight { get; init => field = Guard.Finite(value, nameof(ContactCostWeight)); } = 5e-4;

    /// <summary>Contact forces are clipped to ± this, N and N·m, positive. Default 1.</summary>
    public double MaxContactForce { get; init => field = Guard.Positive(value, nameof(MaxContactForce)); } = 1;

    /// <summary>Reward of a healthy step. Default 1.</summary>
    public double HealthyReward { get; init => field = Guard.Finite(value, nameof(HealthyReward)); } = 1;

    /// <summary>Whether the episode terminates when the ant is unhealthy. Default true.</summary>
    public bool TerminateWhenUnhealthy { get; init; } = true;

    /// <summary>Lowest healthy height of the torso, m. Default 0.2.</summary>
    public double MinHealthyHeight { get; init => field = Guard.Finite(value, nameof(MinHealthyHeight)); } = 0.2;

    /// <summary>Greatest healthy height of the torso, m, above <see cref="MinHealthyHeight"/>. Default 1.</summary>
    public double MaxHealthyHeight { get; init => field = Guard.Finite(value, nameof(MaxHealthyHeight)); } = 1;

    /// <summary>Scale of the noise of a start, not negative. Default 0.1.</summary>
    public double ResetNoiseScale { get; init => field = Guard.NotNegative(value, nameof(ResetNoiseScale)); } = 0.1;

    /// <summary>Whether the position in the plane is left out of the observation; when false it is elements 0 and 1. Default true.</summary>
    public bool ExcludeCurrentPositions { get; init; } = true;

    /// <summary>Time steps of MuJoCo per step, positive. Default 5.</summary>
    public int FrameSkip { get; init => field = Guard.Positive(value, nameof(FrameSkip)); } = 5;

    /// <summary>The episode is truncated after so many steps, positive. Default 1000.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 1000;
}
