namespace SoftRL.Environments.Mujoco;

/// <summary>The MuJoCo environments by name. Listing them needs no MuJoCo; making one does.</summary>
public static class MujocoEnvironments
{
    /// <summary>Nine tasks, each as <c>-v4</c> and <c>-v5</c>, under Gymnasium's names.</summary>
    public static IReadOnlyList<EnvironmentSpec> BuiltIn { get; } =
    [
        .. Both("HalfCheetah", "a planar runner is paid for speed", 4800, version => new HalfCheetahTask(new() { Version = version })),
        .. Both("Hopper", "a planar one-legged hopper is paid for speed and for not falling", 3800, version => new HopperTask(new() { Version = version })),
        .. Both("Walker2d", "a planar two-legged walker is paid for speed and for not falling", null, version => new Walker2dTask(new() { Version = version })),
        .. Both("Ant", "a ball on four legs is paid for speed and for not falling", 6000, version => new AntTask(new() { Version = version })),
        .. Both("Humanoid", "a two-legged figure is paid for speed and for staying up", null, version => new HumanoidTask(new() { Version = version })),
        .. Both("Swimmer", "three rods in a thick medium are paid for speed", 360, version => new SwimmerTask(new() { Version = version })),
        .. Both("Reacher", "an arm brings its fingertip to a target", -3.75, version => new ReacherTask(new() { Version = version })),
        .. Both("InvertedPendulum", "a pole is balanced on a cart", 950, version => new InvertedPendulumTask(new() { Version = version })),
        .. Both("InvertedDoublePendulum", "two poles, one on the other, are balanced on a cart", 9100,
            version => new InvertedDoublePendulumTask(new() { Version = version })),
    ];

    private static IEnumerable<EnvironmentSpec> Both(
        string name, string description, double? rewardThreshold, Func<MujocoVersion, IMujocoTask> make)
    {
        foreach (var version in (MujocoVersion[])[MujocoVersion.V4, MujocoVersion.V5])
        {
            var task = make(version);
            yield return EnvironmentSpec.Of(
                $"{name}-v{(int)version}", $"MuJoCo: {description}.", task.ObservationSpace, task.ActionSpace,
                () => new MujocoEnvironment(task), task.MaxEpisodeSteps, rewardThreshold);
        }
    }
}
