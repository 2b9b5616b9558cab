using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ.Tests;

/// <summary>What the tests of softq-svgd share: contexts, and an agent driven without a run directory.</summary>
internal static class SvgdSupport
{
    public static readonly string[] Small = ["learning-starts=100", "train-every=4", "hidden=16", "batch-size=16", "replay-capacity=500", "fixed-particles=4", "updated-particles=5", "value-particles=6"];

    public static AgentContext Context(EnvironmentSpec spec, ulong seed = 1, int environments = 2, long steps = 1000)
        => new(spec.ObservationSpace, spec.ActionSpace, environments, CPU, seed, steps, _ => FixedReference.CountingMeasure());

    public static SvgdSoftQAgent Build(EnvironmentSpec spec, string[] options, ulong seed = 1, int environments = 2, long steps = 1000)
        => new(OptionsBinder.Apply(new SvgdSoftQOptions(), options), Context(spec, seed, environments, steps));

    /// <summary>Collects and learns, without a run directory.</summary>
    /// <returns>The last update's figures.</returns>
    public static UpdateReport? Train(IAgent agent, EnvironmentSpec spec, int updates, int environments = 2, ulong seed = 2)
    {
        // As in a run: with another number of threads sums are rounded otherwise, and the tests that run beside this one set it to 1 as well.
        ComputeRuntime.UseThreads(1);
        using var practice = new Practice(agent, spec, environments, seed);
        return practice.Update(updates);
    }
}
