using SoftRL.Agents.ActorCritic;
using SoftRL.Environments;
using SoftRL.Tabular;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ.Tests;

/// <summary>The agents, as shipped, against the exact soft-optimal policy of a random MDP.</summary>
public sealed class SoftOptimumTests
{
    private const double Temperature = 0.3;
    private const double Discount = 0.9;
    private const long Steps = 480_000;

    // One run is off by 0.025 on average, with a standard deviation of 0.015 (40 runs); the mean of three exceeds 0.07 with a probability below 1e-4.
    private static readonly ulong[] s_seeds = [1, 2, 3];

    [Theory]
    [InlineData("a2c")]
    [InlineData("a2c", "reference=entropy")]
    [InlineData("softq")]
    [InlineData("softq", "reference=entropy")]
    [InlineData("softq", "head=plain", "target-update-steps=800")]
    public void ThePolicyConvergesToTheExactSoftOptimum(string agentName, params string[] options)
    {
        var mdp = RandomMdps.Create(3, new RandomMdpOptions { States = 4, Actions = 3 });
        var entropy = options.Contains("reference=entropy");
        var prior = entropy ? null : ReferenceTables.Uniform(4, 3);
        var exact = SoftValueIteration.Solve(mdp, Temperature, Discount, prior).Policy;
        // A uniform policy is off by more than 0.2 here.
        Distance([.. Enumerable.Repeat(1.0 / 3, 12)], exact).Should().BeGreaterThan(0.2);
        s_seeds.Average(seed => Distance(Train(agentName, mdp, options, entropy, seed), exact)).Should().BeLessThan(0.07);
    }

    // The largest difference between probabilities of the same action.
    private static double Distance(double[] learned, double[,] exact) =>
        learned.Zip(exact.Cast<double>(), (probability, optimal) => Math.Abs(probability - optimal)).Max();

    private static double[] Train(string agentName, FiniteMdp mdp, string[] options, bool entropy, ulong seed)
    {
        var spec = EnvironmentSpec.Of("Random-v0", "A random MDP.", () => new MdpEnvironment(mdp, maxSteps: 40));
        var descriptor = agentName == "a2c" ? A2cAgent.Descriptor : SoftQAgent.Descriptor;
        var context = new AgentContext(
            spec.ObservationSpace,
            spec.ActionSpace,
            16,
            CPU,
            Seed: seed,
            RunSteps: Steps,
            _ => entropy ? FixedReference.CountingMeasure() : FixedReference.From(full(3, -Math.Log(3), dtype: ScalarType.Float32), CPU));
        string[] settings =
            [$"temperature={Temperature}", $"discount={Discount}", "learning-rate=linear:5e-3:0", "epsilon=1e-8", "hidden=32", "max-gradient-norm=10", .. options];
        using var agent = descriptor.Create(OptionsBinder.Apply(descriptor.DefaultOptions(), settings), context);
        using var practice = new Practice(agent, spec, 16);
        practice.TrainTo(Steps);

        using var scope = NewDisposeScope();
        return [.. ((IDiscretePolicy)agent).LogPolicy(eye(4)).exp().flatten().data<float>().ToArray().Select(probability => (double)probability)];
    }
}
