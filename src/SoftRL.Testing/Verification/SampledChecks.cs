using System.Globalization;
using MathNet.Numerics.Distributions;
using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Tabular;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>
/// The two estimators on sampled data: rollouts of 5 steps in 50 environments, as an agent collects them, with the stream scales
/// of PG-SQL section 6.3. Both means must lie at the exact gradient, and at each other, within their sampling error.
/// </summary>
internal static class SampledChecks
{
    internal const string Section = "Sampled";

    private const int Steps = 5;
    private const int Environments = 50;
    private const int Batches = 400;
    private const double Temperature = 0.1;
    private const double Coefficient = 0.5;

    /// <summary>Chance that a line fails although nothing is wrong, all coordinates together.</summary>
    private const double FalseAlarm = 1e-6;

    internal static IEnumerable<VerificationRow> Rows()
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.TwoTables(TestProblems.States, TestProblems.Actions, 3);
        var mdp = RandomMdps.Create(8, new RandomMdpOptions { States = TestProblems.States, Actions = TestProblems.Actions, TerminationRate = 0 });
        var prior = TestPriors.Table("non-uniform", TestProblems.States, TestProblems.Actions);
        var exact = Exact(mdp, prior, network);
        var (softQ, actorCritic) = Sample(mdp, tensor(prior), network);

        var limit = StudentT.InvCDF(0, 1, Batches - 1, 1 - (FalseAlarm / (2 * exact.Length)));
        var (q, a) = (SampleSummary.Of(softQ, exact), SampleSummary.Of(actorCritic, exact));
        var paired = SampleSummary.Of([.. softQ.Zip(actorCritic, (x, y) => FlatGradient.Combine((1, x), (-1, y)))], new double[exact.Length]);
        var logits = (int)network.Parameters[0].numel();
        var spread = string.Create(
            CultureInfo.InvariantCulture,
            $"{Batches * Environments * Steps} steps; variance of a batch gradient, policy stream: soft Q {q.Variance(..logits):G3}, A2C {a.Variance(..logits):G3}; value stream: soft Q {q.Variance(logits..):G3}, A2C {a.Variance(logits..):G3}");
        string Power(SampleSummary summary) => string.Create(
            CultureInfo.InvariantCulture, $"; false alarm {FalseAlarm:G1}; a bias of {2 * limit * summary.LargestError / FlatGradient.Norm(exact):P1} of the gradient in a coordinate would be seen as surely");
        var rows = new RowFactory(Section);
        return
        [
            rows.Equal("soft Q-learning: mean gradient - exact, in standard errors", "PG-SQL (58), §6.3", q.LargestDeviation, spread + Power(q), limit),
            rows.Equal("A2C: mean gradient - exact, in standard errors", "PG-SQL (84)-(86)", a.LargestDeviation, spread + Power(a), limit),
            rows.Equal(
                "soft Q-learning - A2C on the same data, in standard errors", "PG-SQL §6.3", paired.LargestDeviation,
                string.Create(CultureInfo.InvariantCulture, $"variance of the difference, policy stream: {paired.Variance(..logits):G3}, value stream: {paired.Variance(logits..):G3}") + Power(paired), limit),
        ];
    }

    /// <summary>The gradient of A2C in expectation over whole rollouts from the first-state distribution.</summary>
    private static double[] Exact(FiniteMdp mdp, double[,] prior, TestNetwork network)
    {
        using var scope = NewDisposeScope();
        using var rollouts = new TrajectoryTensors(mdp, TrajectorySet.Enumerate(mdp, Steps, prior));
        var logPrior = tensor(prior);
        var outputs = network.Outputs(Temperature, logPrior);
        var weights = rollouts.Weights(TableTensors.ToTable(outputs.LogPolicy.exp()), mdp.InitialDistribution.ToArray());
        var terms = RolloutLosses.Terms(
            rollouts.Terms(outputs.Values.detach(), outputs.Kl.detach()), rollouts.AtStates(outputs.Values), rollouts.Taken(outputs.LogPolicy),
            rollouts.AtStates(outputs.Kl), Temperature, TestProblems.Discount);
        return FlatGradient.Of(A2cLoss.Expected(terms, weights, Temperature, Coefficient), network.Parameters);
    }

    private static (double[][] SoftQ, double[][] ActorCritic) Sample(FiniteMdp mdp, Tensor logPrior, TestNetwork network)
    {
        var outputs = network.Outputs(Temperature, logPrior);
        using var play = new SampledRollouts(mdp, Environments, Steps, outputs.LogPolicy.detach());
        using var generator = new Generator(20170421);
        var (softQ, actorCritic) = (new double[Batches][], new double[Batches][]);
        for (var batch = 0; batch < Batches; batch++)
        {
            using var scope = NewDisposeScope();
            var (states, actions, rollout) = play.Next(outputs.Values.detach(), outputs.Kl.detach(), generator);
            var (values, kl, logPolicy) = (outputs.Values.index_select(0, states), outputs.Kl.index_select(0, states), outputs.LogPolicy.index_select(0, states));
            var terms = RolloutLosses.Terms(rollout, values, Policies.LogProbability(logPolicy, actions), kl, Temperature, TestProblems.Discount);
            var ratios = Policies.LogRatio(logPolicy, actions, logPrior.index_select(0, states));
            var takenQ = DuelingHead.TakenQ(values, ratios, Temperature, Coefficient, 1 / Temperature);
            var targets = Backups.ActionTargets(rollout, Temperature, TestProblems.Discount, Steps).reshape(-1);
            softQ[batch] = FlatGradient.Of(SoftQLoss.Mean(takenQ, targets), network.Parameters);
            actorCritic[batch] = FlatGradient.Of(A2cLoss.Mean(terms, Temperature, Coefficient), network.Parameters);
        }

        return (softQ, actorCritic);
    }
}
