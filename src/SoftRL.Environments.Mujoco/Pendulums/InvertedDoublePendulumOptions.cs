namespace SoftRL.Environments.Mujoco;

/// <summary>InvertedDoublePendulum: two poles, one on the other, are balanced on a cart.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>action, <c>[1]</c></term><description>force on the cart, ±1 of 500 N</description></item>
/// <item><term>observation, <c>[9]</c> in v5</term><description>0 cart (m); 1, 2 sines and 3, 4 cosines of the two hinges; 5 cart (m/s),
/// 6, 7 hinges (rad/s), clipped to ±10; 8 force of the rail's ends on the cart (N), clipped to ±10</description></item>
/// <item><term>observation, <c>[11]</c> in v4</term><description>the same, and 9, 10 such torques of the hinges, which are 0</description></item>
/// <item><term>step</term><description>5 × 0.01 s</description></item>
/// <item><term>reward</term><description>10 − 0.01 x² − (y − 2)² − 0.001 ω₁² − 0.005 ω₂² with the tip at (x, y) and the hinges'
/// velocities ω; in v5 without the 10 on the step that terminates</description></item>
/// <item><term>end</term><description>terminates when the tip is not above 1; truncated after 1,000 steps</description></item>
/// <item><term>start</term><description>positions U(−0.1, 0.1), velocities 0.1 · N(0, 1)</description></item>
/// </list>
/// </remarks>
public sealed record InvertedDoublePendulumOptions
{
    /// <summary>Revision. Default V5.</summary>
    public MujocoVersion Version { get; init => field = Guard.Version(value, nameof(Version)); } = MujocoVersion.V5;

    /// <summary>Reward of a step with the poles up. Default 10.</summary>
    public double HealthyReward { get; init => field = Guard.Finite(value, nameof(HealthyReward)); } = 10;

    /// <summary>Scale of the noise of a start, not negative. Default 0.1.</summary>
    public double ResetNoiseScale { get; init => field = Guard.NotNegative(value, nameof(ResetNoiseScale)); } = 0.1;

    /// <summary>Time steps of MuJoCo per step, positive. Default 5.</summary>
    public int FrameSkip { get; init => field = Guard.Positive(value, nameof(FrameSkip)); } = 5;

    /// <summary>The episode is truncated after so many steps, positive. Default 1000.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 1000;
}
