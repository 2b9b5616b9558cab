using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Tabular;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac.Tests;

/// <summary>The discrete agent, as shipped, against the exact soft optimum of a random MDP.</summary>
public sealed class OptimumTests
{
    private const double Temperature = 0.3;
    private const double Discount = 0.9;
    private const long Steps = 60_000;

    [Theory]
    [InlineData("entropy")]
    [InlineData("uniform")]
    public void ThePolicyConvergesToTheExactSoftOptimum(string reference)
    {
        // An MDP whose states are all visited often: of a rare one, few transitions are in the replay memory.
        var mdp = RandomMdps.Create(10, new RandomMdpOptions { States = 4, Actions = 3 });
        var exact = SoftValueIteration.Solve(mdp, Temperature, Discount, reference == "uniform" ? ReferenceTables.Uniform(4, 3) : null).Policy;
        // A uniform policy is off by more than 0.5. Over 9 seeds of each case the error was 0.012 on average, with a standard deviation of 0.007, and 0.029 at most: the bar is nine deviations of the mean of
        // three away.
        exact.Cast<double>().Max(probability => Math.Abs(probability - (1.0 / 3))).Should().BeGreaterThan(0.5);
        new ulong[] { 1, 2, 3 }.Average(seed => Distance(Train(mdp, reference, seed), exact)).Should().BeLessThan(0.05);
    }

    private static double Distance(double[] learned, double[,] exact) =>
        learned.Zip(exact.Cast<double>(), (probability, optimal) => Math.Abs(probability - optimal)).Max();

    private static double[] Train(FiniteMdp mdp, string reference, ulong seed)
    {
        var spec = EnvironmentSpec.Of("Random-v0", "A random MDP.", () => new MdpEnvironment(mdp, maxSteps: 40));
        var context = Support.Context(spec, seed, environments: 4) with { RunSteps = Steps };
        var options = new SacOptions
        {
            Reference = reference, Temperature = Temperature, TuneTemperature = false, Discount = Discount, Hidden = "32", LearningStarts = 500, TrainEvery = 2, TargetRate = 0.02, BatchSize = 128,
            ReplayCapacity = 100_000, LearningRate = new Schedule.Linear(4e-3, 0),
        };
        using var agent = new DiscreteSacAgent(options, context);
        Support.Train(agent, spec, (int)(Steps / 8), environments: 4, seed: seed + 1);
        using var scope = NewDisposeScope();
        return [.. agent.LogPolicy(eye(4)).exp().flatten().data<float>().ToArray().Select(probability => (double)probability)];
    }
}
