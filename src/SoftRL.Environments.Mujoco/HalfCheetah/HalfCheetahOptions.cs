namespace SoftRL.Environments.Mujoco;

/// <summary>HalfCheetah: a planar runner of seven rods is paid for speed. v4 and v5 are the same game.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>action, <c>[6]</c></term><description>torque of back thigh, shin, foot, front thigh, shin, foot, each ±1 of its
/// motor's (120, 90, 60, 120, 60, 30 N·m)</description></item>
/// <item><term>observation, <c>[17]</c></term><description>0 height over the start (m), 1 pitch, 2 … 7 the joints (rad) in the
/// order of actions; 8 forward and 9 upward speed (m/s), 10 pitch rate, 11 … 16 the joints' (rad/s); unbounded</description></item>
/// <item><term>step</term><description>5 × 0.01 s</description></item>
/// <item><term>reward</term><description>forward speed − 0.1 · |action|²</description></item>
/// <item><term>end</term><description>never terminates; truncated after 1,000 steps</description></item>
/// <item><term>start</term><description>positions U(−0.1, 0.1) about the reference, velocities 0.1 · N(0, 1)</description></item>
/// </list>
/// </remarks>
public sealed record HalfCheetahOptions
{
    /// <summary>Revision. Default V5.</summary>
    public MujocoVersion Version { get; init => field = Guard.Version(value, nameof(Version)); } = MujocoVersion.V5;

    /// <summary>Reward per m/s forward. Default 1.</summary>
    public double ForwardRewardWeight { get; init => field = Guard.Finite(value, nameof(ForwardRewardWeight)); } = 1;

    /// <summary>Cost per unit of |action|². Default 0.1.</summary>
    public double ControlCostWeight { get; init => field = Guard.Finite(value, nameof(ControlCostWeight)); } = 0.1;

    /// <summary>Scale of the noise of a start, not negative. Default 0.1.</summary>
    public double ResetNoiseScale { get; init => field = Guard.NotNegative(value, nameof(ResetNoiseScale)); } = 0.1;

    /// <summary>Whether the forward position is left out of the observation; when false it is element 0. Default true.</summary>
    public bool ExcludeCurrentPositions { get; init; } = true;

    /// <summary>Time steps of MuJoCo per step, positive. Default 5.</summary>
    public int FrameSkip { get; init => field = Guard.Positive(value, nameof(FrameSkip)); } = 5;

    /// <summary>The episode is truncated after so many steps, positive. Default 1000.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 1000;
}
