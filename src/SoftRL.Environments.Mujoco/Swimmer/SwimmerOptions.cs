namespace SoftRL.Environments.Mujoco;

/// <summary>Swimmer: three rods in a thick medium are paid for speed along x. v4 and v5 are the same game.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>action, <c>[2]</c></term><description>torque of the front and the back joint, each ±1 of 150 N·m</description></item>
/// <item><term>observation, <c>[8]</c></term><description>0 heading of the front rod, 1, 2 the joints (rad); 3, 4 velocity of the front
/// (m/s), 5 its rate of rotation, 6, 7 the joints' (rad/s)</description></item>
/// <item><term>step</term><description>4 × 0.01 s</description></item>
/// <item><term>reward</term><description>speed along x − 0.0001 · |action|²</description></item>
/// <item><term>end</term><description>never terminates; truncated after 1,000 steps</description></item>
/// <item><term>start</term><description>positions and velocities U(−0.1, 0.1) about the reference</description></item>
/// </list>
/// </remarks>
public sealed record SwimmerOptions
{
    /// <summary>Revision. Default V5.</summary>
    public MujocoVersion Version { get; init => field = Guard.Version(value, nameof(Version)); } = MujocoVersion.V5;

    /// <summary>Reward per m/s along x. Default 1.</summary>
    public double ForwardRewardWeight { get; init => field = Guard.Finite(value, nameof(ForwardRewardWeight)); } = 1;

    /// <summary>Cost per unit of |action|². Default 0.0001.</summary>
    public double ControlCostWeight { get; init => field = Guard.Finite(value, nameof(ControlCostWeight)); } = 1e-4;

    /// <summary>Scale of the noise of a start, not negative. Default 0.1.</summary>
    public double ResetNoiseScale { get; init => field = Guard.NotNegative(value, nameof(ResetNoiseScale)); } = 0.1;

    /// <summary>Whether the position in the plane is left out of the observation; when false it is elements 0 and 1. Default true.</summary>
    public bool ExcludeCurrentPositions { get; init; } = true;

    /// <summary>Time steps of MuJoCo per step, positive. Default 4.</summary>
    public int FrameSkip { get; init => field = Guard.Positive(value, nameof(FrameSkip)); } = 4;

    /// <summary>The episode is truncated after so many steps, positive. Default 1000.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 1000;
}
