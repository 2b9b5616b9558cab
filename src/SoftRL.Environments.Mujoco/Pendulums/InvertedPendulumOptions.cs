namespace SoftRL.Environments.Mujoco;

/// <summary>InvertedPendulum: a pole is balanced on a cart.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>action, <c>[1]</c></term><description>force on the cart, ±3 of 100 N</description></item>
/// <item><term>observation, <c>[4]</c></term><description>0 cart (m), 1 pole from upright (rad), 2 cart (m/s), 3 pole
/// (rad/s)</description></item>
/// <item><term>step</term><description>2 × 0.02 s</description></item>
/// <item><term>reward</term><description>1; in v5 0 on the step that terminates</description></item>
/// <item><term>end</term><description>terminates when the pole leans by more than 0.2 rad; truncated after 1,000 steps</description></item>
/// <item><term>start</term><description>positions and velocities U(−0.01, 0.01)</description></item>
/// </list>
/// </remarks>
public sealed record InvertedPendulumOptions
{
    /// <summary>Revision. Default V5.</summary>
    public MujocoVersion Version { get; init => field = Guard.Version(value, nameof(Version)); } = MujocoVersion.V5;

    /// <summary>Scale of the noise of a start, not negative. Default 0.01.</summary>
    public double ResetNoiseScale { get; init => field = Guard.NotNegative(value, nameof(ResetNoiseScale)); } = 0.01;

    /// <summary>Time steps of MuJoCo per step, positive. Default 2.</summary>
    public int FrameSkip { get; init => field = Guard.Positive(value, nameof(FrameSkip)); } = 2;

    /// <summary>The episode is truncated after so many steps, positive. Default 1000.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 1000;
}
