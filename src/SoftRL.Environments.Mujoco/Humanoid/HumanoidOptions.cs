namespace SoftRL.Environments.Mujoco;

/// <summary>Humanoid: a two-legged figure with arms is paid for speed along x and for staying up.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>action, <c>[17]</c></term><description>torque of abdomen y, z, x, right hip x, z, y, right knee, left hip x, z, y, left
/// knee, right shoulder 1, 2, right elbow, left shoulder 1, 2, left elbow, each ±0.4 of its motor's</description></item>
/// <item><term>observation, <c>[348]</c> in v5</term><description>0 height (m), 1 … 4 quaternion of the torso, 5 … 21 the joints (rad); 22
/// … 44 velocities of all 23 degrees of freedom; 45 … 174 inertia and mass of the 13 bodies (10 each), 175 … 252 their velocities (6
/// each), 253 … 269 torques of the motors on the joints, 270 … 347 torque and force from outside on the bodies (6 each)</description></item>
/// <item><term>observation, <c>[376]</c> in v4</term><description>the same with the world as a first body, and the (zero) torques of the
/// six free degrees of freedom</description></item>
/// <item><term>step</term><description>5 × 0.003 s</description></item>
/// <item><term>reward</term><description>1.25 · speed of the centre of mass along x + 5 while healthy − 0.1 · |action|², in v5 also
/// − min(10, 5·10⁻⁷ · sum of the squares of the forces from outside); v4 pays the 5 on the step that terminates too</description></item>
/// <item><term>end</term><description>terminates when unhealthy: height not inside (1, 2); truncated after 1,000 steps</description></item>
/// <item><term>start</term><description>positions and velocities U(−0.01, 0.01) about the reference, the quaternion's numbers
/// included</description></item>
/// </list>
/// After a reset the forces from outside are 0.
/// </remarks>
public sealed record HumanoidOptions
{
    /// <summary>Revision. Default V5.</summary>
    public MujocoVersion Version { get; init => field = Guard.Version(value, nameof(Version)); } = MujocoVersion.V5;

    /// <summary>Reward per m/s along x. Default 1.25.</summary>
    public double ForwardRewardWeight { get; init => field = Guard.Finite(value, nameof(ForwardRewardWeight)); } = 1.25;

    /// <summary>Cost per unit of |action|². Default 0.1.</summary>
    public double ControlCostWeight { get; init => field = Guard.Finite(value, nameof(ControlCostWeight)); } = 0.1;

    /// <summary>Cost per unit of the contact forces' sum of squares, in v5. Default 5·10⁻⁷.</summary>
    public double ContactCostWeight { get; init => field = Guard.Finite(value, nameof(ContactCostWeight)); } = 5e-7;

    /// <summary>Greatest cost of contact, in v5, not negative. Default 10.</summary>
    public double MaxContactCost { get; init => field = Guard.NotNegative(value, nameof(MaxContactCost)); } = 10;

    /// <summary>Reward of a healthy step. Default 5.</summary>
    public double HealthyReward { get; init => field = Guard.Finite(value, nameof(HealthyReward)); } = 5;

    /// <summary>Whether the episode terminates when the figure is unhealthy. Default true.</summary>
    public bool TerminateWhenUnhealthy { get; init; } = true;

    /// <summary>The torso must be above this height, m. Default 1.</summary>
    public double MinHealthyHeight { get; init => field = Guard.Finite(value, nameof(MinHealthyHeight)); } = 1;

    /// <summary>The torso must be below this height, m, above <see cref="MinHealthyHeight"/>. Default 2.</summary>
    public double MaxHealthyHeight { get; init => field = Guard.Finite(value, nameof(MaxHealthyHeight)); } = 2;

    /// <summary>Scale of the noise of a start, not negative. Default 0.01.</summary>
    public double ResetNoiseScale { get; init => field = Guard.NotNegative(value, nameof(ResetNoiseScale)); } = 1e-2;

    /// <summary>Whether the position in the plane is left out of the observation; when false it is elements 0 and 1. Default true.</summary>
    public bool ExcludeCurrentPositions { get; init; } = true;

    /// <summary>Time steps of MuJoCo per step, positive. Default 5.</summary>
    public int FrameSkip { get; init => field = Guard.Positive(value, nameof(FrameSkip)); } = 5;

    /// <summary>The episode is truncated after so many steps, positive. Default 1000.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 1000;
}
