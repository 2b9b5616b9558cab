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
        var learned = Train(mdp, reference);
        var gap = 0.0;
        for (var state = 0; state < 4; state++)
        {
            for (var action = 0; action < 3; action++)
            {
                gap = Math.Max(gap, Math.Abs(learned[(state * 3) + action] - exact[state, action]));
            }
        }

        // A uniform policy is off by more than 0.5. Over 9 seeds of each case the error was 0.012 on average, with a standard deviation of 0.007, and 0.029 at most; with so skewed a spread 0.07 is
        // exceeded with a probability of about 1e-5.
        exact.Cast<double>().Max(probability => Math.Abs(probability - (1.0 / 3))).Should().BeGreaterThan(0.5);
        gap.Should().BeLessThan(0.07);
    }

    private static double[] Train(FiniteMdp mdp, string reference)
    {
        var spec = EnvironmentSpec.Of("Random-v0", "A random MDP.", () => new MdpEnvironment(mdp, maxSteps: 40));
        var context = Support.Context(spec, environments: 4) with { RunSteps = Steps };
        var options = new SacOptions
        {
            Reference = reference, Temperature = Temperature, TuneTemperature = false, Discount = Discount, Hidden = "32", LearningStarts = 500, TrainEvery = 2, TargetRate = 0.02, BatchSize = 128,
            ReplayCapacity = 100_000, LearningRate = new Schedule.Linear(4e-3, 0),
        };
        using var agent = new DiscreteSacAgent(options, context);
        Support.Train(agent, spec, (int)(Steps / 8), environments: 4);
        using var scope = NewDisposeScope();
        return [.. agent.LogPolicy(eye(4)).exp().flatten().data<float>().ToArray().Select(probability => (double)probability)];
    }
}
