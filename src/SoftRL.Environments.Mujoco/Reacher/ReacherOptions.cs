namespace SoftRL.Environments.Mujoco;

/// <summary>Reacher: an arm of two rods in the plane brings its fingertip to a target.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>action, <c>[2]</c></term><description>torque of shoulder and elbow, each ±1 of 200 N·m</description></item>
/// <item><term>observation, <c>[10]</c> in v5</term><description>0, 1 cosines and 2, 3 sines of shoulder and elbow; 4, 5 target (m); 6, 7
/// the joints' velocities (rad/s); 8, 9 fingertip − target (m)</description></item>
/// <item><term>observation, <c>[11]</c> in v4</term><description>the same, and 10 the difference in height, which is 0</description></item>
/// <item><term>step</term><description>2 × 0.01 s</description></item>
/// <item><term>reward</term><description>−|fingertip − target| − |action|²; v4 takes the distance before the step, v5 after
/// it</description></item>
/// <item><term>end</term><description>never terminates; truncated after 50 steps</description></item>
/// <item><term>start</term><description>arm U(−0.1, 0.1) rad, its velocities U(−0.005, 0.005); target uniform on the disc of radius
/// 0.2</description></item>
/// </list>
/// </remarks>
public sealed record ReacherOptions
{
    /// <summary>Revision. Default V5.</summary>
    public MujocoVersion Version { get; init => field = Guard.Version(value, nameof(Version)); } = MujocoVersion.V5;

    /// <summary>Cost per metre of distance. Default 1.</summary>
    public double DistanceCostWeight { get; init => field = Guard.Finite(value, nameof(DistanceCostWeight)); } = 1;

    /// <summary>Cost per unit of |action|². Default 1.</summary>
    public double ControlCostWeight { get; init => field = Guard.Finite(value, nameof(ControlCostWeight)); } = 1;

    /// <summary>Time steps of MuJoCo per step, positive. Default 2.</summary>
    public int FrameSkip { get; init => field = Guard.Positive(value, nameof(FrameSkip)); } = 2;

    /// <summary>The episode is truncated after so many steps, positive. Default 50.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 50;
}
