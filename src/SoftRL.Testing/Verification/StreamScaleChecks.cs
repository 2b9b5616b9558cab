using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>PG-SQL section 6.3: soft Q-learning on Q = V + τ ln(π/π̄) with stream scales c and 1/τ is A2C with coefficient c.</summary>
internal static class StreamScaleChecks
{
    internal const string Section = "Stream scales";

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(Section);
        using var problems = new TestProblems();
        foreach (var coefficient in new[] { 0.5, 100 })
        {
            var worst = new WorstCase();
            foreach (var kind in TestPriors.Kinds)
            {
                foreach (var (rule, temperature) in TestProblems.Rules.SelectMany(rule => TestProblems.Temperatures.Select(temperature => (rule, temperature))))
                {
                    using var network = TestNetwork.Dueling(TestProblems.States, TestProblems.Actions, 31);
                    using var experiment = problems.Experiment(kind, rule, temperature);
                    worst.Add(Residual(experiment, network, coefficient, coefficient, 1 / temperature), $"{kind} π̄, {rule}, τ = {temperature}");
                }
            }

            yield return rows.Equal($"soft Q with stream scales (1/τ, c) = A2C with c = {coefficient}", "PG-SQL (84)-(86), §6.3", worst.Residual, worst.ToString());
        }
    }

    /// <summary>‖soft Q gradient with scales − A2C gradient‖ / ‖A2C gradient‖.</summary>
    internal static double Residual(ExactExperiment experiment, TestNetwork network, double coefficient, double valueScale, double advantageScale)
    {
        using var scope = NewDisposeScope();
        var outputs = network.Outputs(experiment.Temperature, experiment.LogPrior);
        var (samples, weights) = (experiment.Samples(outputs), experiment.Weights(outputs));
        return FlatGradient.Difference(
            FlatGradient.Of(SoftQ(samples, weights, experiment.Temperature, valueScale, advantageScale), network.Parameters),
            FlatGradient.Of(A2cLoss.Expected(Terms(samples), weights, experiment.Temperature, coefficient), network.Parameters));
    }

    internal static Tensor SoftQ(EquivalenceSamples samples, Tensor weights, double temperature, double valueScale, double advantageScale)
    {
        using var scope = NewDisposeScope();
        var takenQ = DuelingHead.TakenQ(samples.Values, samples.TakenLogRatios, temperature, valueScale, advantageScale);
        return SoftQLoss.Expected(takenQ, samples.ActionTargets, weights).MoveToOuterDisposeScope();
    }

    internal static A2cTerms Terms(EquivalenceSamples samples) => new()
    {
        TakenLogProbabilities = samples.TakenLogProbabilities,
        Advantages = samples.Advantages,
        Kl = samples.Kl,
        Values = samples.Values,
        ValueTargets = samples.StateTargets,
    };
}
