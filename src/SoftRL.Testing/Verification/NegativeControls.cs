using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Deliberate mistakes: each must be seen, or the proof proves nothing.</summary>
internal static class NegativeControls
{
    internal const string Section = "Negative controls";

    private const double Temperature = 0.1;
    private const double Coefficient = 0.5;

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(Section);
        using var problems = new TestProblems();
        using var experiment = problems.Experiment("non-uniform", new ReturnRule(2), Temperature);
        using var dueling = TestNetwork.Dueling(TestProblems.States, TestProblems.Actions, 31);
        using var mlp = TestNetwork.Mlp(TestProblems.States, TestProblems.Actions, Temperature, 9);
        yield return rows.Differs(
            "wrong c (0.6 for 0.5) is detected", "PG-SQL §6.3", StreamScaleChecks.Residual(experiment, dueling, Coefficient, 0.6, 1 / Temperature));
        yield return rows.Differs(
            "unscaled advantage stream is detected", "PG-SQL §6.3", StreamScaleChecks.Residual(experiment, dueling, Coefficient, Coefficient, 1));
        yield return rows.Differs("differentiated targets are detected", "PG-SQL (58)", DifferentiatedTargets(experiment, mlp));
        yield return rows.Differs("data from another policy are detected", "PG-SQL (58)", OtherPolicy(experiment, mlp));
        yield return rows.Differs("a missing KL gradient is detected", "PG-SQL (65)", WithTerms(experiment, mlp, klWeight: 0));
        yield return rows.Differs("a KL gradient of the wrong sign is detected", "PG-SQL (65)", WithTerms(experiment, mlp, klWeight: -Temperature));
        yield return rows.Differs("a KL against another reference policy is detected", "PG-SQL (46)", OtherReference(experiment, mlp));
    }

    private static double DifferentiatedTargets(ExactExperiment experiment, TestNetwork network) => Gap(experiment, network, (samples, weights) =>
        0.5 * weights.dot((samples.TakenQ - experiment.AttachedActionTargets(samples)).square()));

    private static double OtherReference(ExactExperiment experiment, TestNetwork network) => Gap(experiment, network, (samples, weights) =>
    {
        var uniform = Divergences.KullbackLeibler(samples.LogPolicy, ReferencePolicies.Uniform(TestProblems.Actions, ScalarType.Float64));
        return SoftQLoss.Expected(samples.TakenQ, samples.ActionTargets + (Temperature * (uniform - samples.Kl)), weights);
    });

    /// <summary>Both sides on data of the uniform policy.</summary>
    private static double OtherPolicy(ExactExperiment experiment, TestNetwork network)
    {
        using var scope = NewDisposeScope();
        var outputs = network.Outputs(Temperature, experiment.LogPrior);
        var samples = experiment.Samples(outputs);
        var behaviour = SoftTables.Boltzmann(new double[TestProblems.States, TestProblems.Actions], 1);
        var weights = experiment.Weights(outputs, behaviour);
        var terms = EquivalenceTerms.Of(samples, weights, Temperature, network.Parameters);
        return FlatGradient.Difference(
            FlatGradient.Of(SoftQLoss.Expected(samples.TakenQ, samples.ActionTargets, weights), network.Parameters), terms.Combined(Temperature, 1));
    }

    /// <summary>The right loss against a sum of terms with the wrong KL term.</summary>
    private static double WithTerms(ExactExperiment experiment, TestNetwork network, double klWeight)
    {
        using var scope = NewDisposeScope();
        var outputs = network.Outputs(Temperature, experiment.LogPrior);
        var (samples, weights) = (experiment.Samples(outputs), experiment.Weights(outputs));
        var terms = EquivalenceTerms.Of(samples, weights, Temperature, network.Parameters);
        return FlatGradient.Difference(
            FlatGradient.Of(SoftQLoss.Expected(samples.TakenQ, samples.ActionTargets, weights), network.Parameters),
            FlatGradient.Combine((Temperature, terms.Policy), (klWeight, terms.Kl), (1, terms.Value)));
    }

    /// <summary>A wrong loss against the right sum of terms.</summary>
    private static double Gap(ExactExperiment experiment, TestNetwork network, Func<EquivalenceSamples, Tensor, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var outputs = network.Outputs(Temperature, experiment.LogPrior);
        var (samples, weights) = (experiment.Samples(outputs), experiment.Weights(outputs));
        var terms = EquivalenceTerms.Of(samples, weights, Temperature, network.Parameters);
        return FlatGradient.Difference(FlatGradient.Of(loss(samples, weights), network.Parameters), terms.Combined(Temperature, 1));
    }
}
