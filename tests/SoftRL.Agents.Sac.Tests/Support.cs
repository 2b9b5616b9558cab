using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac.Tests;

/// <summary>What the tests of this project share: contexts, and agents driven without a run directory.</summary>
internal static class Support
{
    public static readonly string[] Small = ["learning-starts=100", "train-every=4", "hidden=16", "batch-size=32", "replay-capacity=500"];

    public static AgentContext Context(string environment = "Pendulum-v1", ulong seed = 1, int environments = 2)
        => Context(EnvironmentCatalog.Find(environment), seed, environments);

    public static AgentContext Context(EnvironmentSpec spec, ulong seed = 1, int environments = 2)
        => new(spec.ObservationSpace, spec.ActionSpace, environments, CPU, seed, 1000, reference => reference switch
        {
            "uniform" => FixedReference.From(Core.ReferencePolicies.Uniform(((DiscreteActions)spec.ActionSpace).Count), CPU),
            _ => FixedReference.CountingMeasure(),
        });

    /// <summary>Collects and learns, without a run directory.</summary>
    /// <returns>The last update's figures.</returns>
    public static UpdateReport? Train(IAgent agent, EnvironmentSpec spec, int updates, int environments = 2, ulong seed = 2)
    {
        using var practice = new Practice(agent, spec, environments, seed);
        return practice.Update(updates);
    }

    public static UpdateReport? Train(IAgent agent, string environment, int updates) => Train(agent, EnvironmentCatalog.Find(environment), updates);

    public static float[] Values(FlatParameters parameters) => parameters.Values.data<float>().ToArray();

    public static float[] Gradients(FlatParameters parameters) => parameters.Gradients.data<float>().ToArray();
}
