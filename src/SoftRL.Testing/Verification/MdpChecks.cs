using System.Globalization;
using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>PG-SQL section 4: ∇L_Q = τ ∇L_policy + ∇L_value, in expectation over all trajectories.</summary>
internal static class MdpChecks
{
    internal const string Section = "MDP";

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(Section);
        using var problems = new TestProblems();
        foreach (var kind in TestPriors.Kinds)
        {
            foreach (var row in OfPrior(rows, problems, kind))
            {
                yield return row;
            }
        }

        var closed = new WorstCase();
        foreach (var kind in TestPriors.Kinds)
        {
            foreach (var rule in TestProblems.Rules)
            {
                closed.Add(ClosedFormResidual(problems, kind, rule), $"{kind} π̄, {rule}");
            }
        }

        yield return rows.Equal("sum over all trajectories = recursion over the steps, gradient of L_Q", "PG-SQL (44)-(47)", closed.Residual, closed.ToString());
    }

    private static IEnumerable<VerificationRow> OfPrior(RowFactory rows, TestProblems problems, string kind)
    {
        string[] names = [];
        WorstCase[] worst = [];
        double[] shares = [];
        foreach (var temperature in TestProblems.Temperatures)
        {
            var networks = TestNetwork.All(TestProblems.States, TestProblems.Actions, temperature, 5);
            names = [.. networks.Select(network => network.Name)];
            worst = worst.Length > 0 ? worst : [.. networks.Select(_ => new WorstCase())];
            shares = shares.Length > 0 ? shares : [.. networks.Select(_ => double.PositiveInfinity)];
            for (var i = 0; i < networks.Length; i++)
            {
                using var network = networks[i];
                foreach (var rule in TestProblems.Rules)
                {
                    using var experiment = problems.Experiment(kind, rule, temperature);
                    var (residual, share) = Residual(experiment, network);
                    worst[i].Add(residual, $"{rule}, τ = {temperature}");
                    shares[i] = Math.Min(shares[i], share);
                }
            }
        }

        return names.Select((name, i) => rows.Equal(
            $"∇L_Q = τ·∇L_policy + ∇L_value, {kind} π̄, {name} Q", "PG-SQL (58)-(65)", worst[i].Residual,
            string.Create(CultureInfo.InvariantCulture, $"{worst[i]}; policy term at least {shares[i]:P1} of the gradient")));
    }

    /// <summary>Both sides by the losses of SoftRL.Core; and how large the policy term is beside the whole, since an identity whose
    /// terms vanish shows nothing.</summary>
    private static (double Residual, double PolicyShare) Residual(ExactExperiment experiment, TestNetwork network)
    {
        using var scope = NewDisposeScope();
        var outputs = network.Outputs(experiment.Temperature, experiment.LogPrior);
        var (samples, weights) = (experiment.Samples(outputs), experiment.Weights(outputs));
        var softQ = SoftQLoss.Expected(samples.TakenQ, samples.ActionTargets, weights);
        var policy = PolicyGradientLoss.Expected(samples.TakenLogProbabilities, samples.Advantages, samples.Kl, weights, experiment.Temperature);
        var value = ValueLoss.Expected(samples.Values, samples.StateTargets, weights);
        var (left, policyPart) = (FlatGradient.Of(softQ, network.Parameters), FlatGradient.Combine((experiment.Temperature, FlatGradient.Of(policy, network.Parameters))));
        var residual = FlatGradient.Difference(left, FlatGradient.Combine((1, policyPart), (1, FlatGradient.Of(value, network.Parameters))));
        return (residual, FlatGradient.Norm(policyPart) / FlatGradient.Norm(left));
    }

    /// <summary>The enumerated Core loss against the closed form of SoftRL.Tabular, which shares no code with it.</summary>
    private static double ClosedFormResidual(TestProblems problems, string kind, ReturnRule rule)
    {
        const double temperature = 0.1;
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Mlp(TestProblems.States, TestProblems.Actions, temperature, 9);
        using var experiment = problems.Experiment(kind, rule, temperature);
        var outputs = network.Outputs(temperature, experiment.LogPrior);
        var samples = experiment.Samples(outputs);
        var enumerated = SoftQLoss.Expected(samples.TakenQ, samples.ActionTargets, experiment.Weights(outputs));

        var prior = TestPriors.Table(kind, TestProblems.States, TestProblems.Actions);
        var q = TableTensors.ToTable(outputs.Q);
        var policy = SoftTables.Boltzmann(q, temperature, prior);
        var values = SoftTables.Values(q, temperature, prior);
        var moments = rule.Lambda is { } lambda
            ? ExpectedTargets.Lambda(problems.Mdp, policy, values, temperature, TestProblems.Discount, lambda, rule.Steps, prior)
            : ExpectedTargets.NStep(problems.Mdp, policy, values, temperature, TestProblems.Discount, rule.Steps, prior);
        var targets = moments.Plus([.. SoftTables.Divergence(policy, prior).Select(kl => temperature * kl)]);
        var closed = ExpectedLosses.SoftQ(outputs.Q, PairWeights.Of(policy, problems.Mdp.InitialDistribution.ToArray()), targets);
        return FlatGradient.Difference(FlatGradient.Of(enumerated, network.Parameters), FlatGradient.Of(closed, network.Parameters));
    }
}
