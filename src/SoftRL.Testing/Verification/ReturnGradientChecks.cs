using System.Globalization;
using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>PG-SQL (49) to (51), (79), (80): the proper estimator is the gradient of the entropy-regularised return, the naive one is not.</summary>
internal static class ReturnGradientChecks
{
    internal const string Section = "Return gradient";

    private const int Horizon = 4;

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(Section);
        using var problems = new TestProblems();
        var (proper, closed) = (new WorstCase(), new WorstCase());
        var gaps = TestProblems.Temperatures.ToDictionary(temperature => temperature, _ => double.PositiveInfinity);
        foreach (var kind in TestPriors.Kinds)
        {
            using var rollouts = new TrajectoryTensors(problems.Mdp, TrajectorySet.Enumerate(problems.Mdp, Horizon, TestPriors.Table(kind, TestProblems.States, TestProblems.Actions)));
            foreach (var temperature in TestProblems.Temperatures)
            {
                using var network = TestNetwork.TwoTables(TestProblems.States, TestProblems.Actions, 13);
                using var experiment = new FiniteHorizonExperiment(problems.Mdp, rollouts, kind, temperature, network);
                proper.Add(FlatGradient.Difference(experiment.Estimated(proper: true), experiment.Exact()), $"{kind} π̄, τ = {temperature}");
                closed.Add(FlatGradient.Difference(experiment.ClosedForm(), experiment.Exact()), $"{kind} π̄, τ = {temperature}");
                gaps[temperature] = Math.Min(gaps[temperature], FlatGradient.Difference(experiment.Estimated(proper: false), experiment.Exact()));
            }
        }

        yield return rows.Equal("proper gradient = gradient of E[Σ(r - τ·KL)] over 4 steps", "PG-SQL (49)-(51), (80)", proper.Residual, proper.ToString());
        yield return rows.Equal("closed form of the gradient = gradient through the return", "PG-SQL (51)", closed.Residual, closed.ToString());
        yield return rows.Differs(
            "naive gradient is not that gradient (τ = 1, every π̄)", "PG-SQL (48), (79)", gaps[1],
            string.Create(CultureInfo.InvariantCulture, $"{gaps[0.1]:G3} at τ = 0.1, {gaps[0.01]:G3} at τ = 0.01"));
        foreach (var row in DiscountedRows(rows, problems))
        {
            yield return row;
        }
    }

    private static VerificationRow[] DiscountedRows(RowFactory rows, TestProblems problems)
    {
        using var scope = NewDisposeScope();
        const double temperature = 0.3;
        var prior = TestPriors.Table("non-uniform", TestProblems.States, TestProblems.Actions);
        using var network = TestNetwork.TwoTables(TestProblems.States, TestProblems.Actions, 13);
        var outputs = network.Outputs(temperature, tensor(prior));
        var policy = TableTensors.ToTable(outputs.LogPolicy.exp());
        var values = PolicyEvaluation.Evaluate(problems.Mdp, policy, temperature, TestProblems.Discount, prior);
        var pairs = PairWeights.Of(policy, Occupancy.Discounted(problems.Mdp, policy, 1));
        var advantages = tensor(values.ActionValues) - tensor(values.Values).unsqueeze(1);
        var loss = PolicyGradientLoss.Expected(
            outputs.LogPolicy.reshape(-1), advantages.reshape(-1), NaturalGradientScene.PerPairOfStates(outputs.Kl), tensor(pairs).reshape(-1), temperature);
        var closed = PolicyGradients.DiscountedAdvantage(problems.Mdp, policy, temperature, TestProblems.Discount, prior);
        double[] logits = [.. closed.Cast<double>()];

        var best = SoftPolicyIteration.Solve(problems.Mdp, temperature, TestProblems.Discount, prior, 1e-13).Policy;
        double[] atBest = [.. PolicyGradients.DiscountedAdvantage(problems.Mdp, best, temperature, TestProblems.Discount, prior).Cast<double>()];
        return
        [
            rows.Equal("g_γ by the policy loss with exact Q - V = closed form", "PG-SQL (50)", FlatGradient.Difference(FlatGradient.Of(loss, [network.Parameters[0]]), FlatGradient.Combine((-1, logits)))),
            rows.Equal("g_γ vanishes at the Boltzmann policy of Q*", "PG-SQL §3.6", FlatGradient.Norm(atBest) / FlatGradient.Norm(logits)),
        ];
    }
}
