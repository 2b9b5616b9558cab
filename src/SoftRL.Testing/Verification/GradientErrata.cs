using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Slips in PG-SQL sections 3.6 and 6.1: policy gradients.</summary>
internal static class GradientErrata
{
    private const int Horizon = 3;

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(BanditErrata.Section);
        return [.. FiniteHorizon(rows), .. StepEstimator(rows)];
    }

    /// <summary>(49): the return starts with r_t, not r_0. (79), (80): −τ ∇KL in an ascent direction. The gradient of the return decides.</summary>
    private static IEnumerable<VerificationRow> FiniteHorizon(RowFactory rows)
    {
        var mdp = RandomMdps.Create(49, new RandomMdpOptions { States = TestProblems.States, Actions = TestProblems.Actions });
        using var rollouts = new TrajectoryTensors(mdp, TrajectorySet.Enumerate(mdp, Horizon));
        using var network = TestNetwork.TwoTables(TestProblems.States, TestProblems.Actions, 13);
        using var experiment = new FiniteHorizonExperiment(mdp, rollouts, "non-uniform", ErrataScene.Temperature, network);
        var (exact, terms) = (experiment.Exact(), experiment.Terms());
        var returns = Backups.ActionTargets(terms, ErrataScene.Temperature, 1, Horizon);
        var slipped = returns - terms.Rewards + terms.Rewards.narrow(0, 0, 1);
        return
        [
            .. rows.Erratum(
                "the return of step t starts with r_t", "PG-SQL (49)",
                FlatGradient.Difference(experiment.Direction(returns, ErrataScene.Temperature), exact),
                FlatGradient.Difference(experiment.Direction(slipped, ErrataScene.Temperature), exact)),
            .. rows.Erratum(
                "the KL gradient is a penalty", "PG-SQL (79)-(80)",
                FlatGradient.Difference(experiment.Estimated(proper: true), exact),
                FlatGradient.Difference(experiment.Direction(returns, -ErrataScene.Temperature), exact)),
        ];
    }

    /// <summary>(52): the n-step estimator needs −τ ∇KL(s_t) as well. With V = V_π the exact gradient decides.</summary>
    private static IEnumerable<VerificationRow> StepEstimator(RowFactory rows)
    {
        using var scene = new ErrataScene();
        using var rollouts = new ErrataRollouts(scene);
        var logits = PolicyGradients.Weighted(
            scene.Mdp, scene.Policy, scene.Mdp.InitialDistribution.ToArray(), ErrataScene.Temperature, ErrataScene.Discount, scene.PriorTable);

        // The logits of π are Q / τ.
        double[] wanted = [.. logits.Cast<double>().Select(x => -x / ErrataScene.Temperature)];
        var values = scene.Exact().Values;
        var targets = Backups.StateTargets(rollouts.Terms(values, scene.Divergences), ErrataScene.Temperature, ErrataScene.Discount, ErrataScene.Steps);
        var advantages = (targets - rollouts.AtSteps(values))[0];
        double[] Gradient(double penalty) => scene.Gradient(PolicyGradientLoss.Expected(
            rollouts.Samples.TakenLogProbabilities, advantages, rollouts.Samples.Kl, rollouts.Weights, penalty));
        return rows.Erratum(
            "the n-step estimator needs the KL gradient", "PG-SQL (52)",
            FlatGradient.Difference(Gradient(ErrataScene.Temperature), wanted), FlatGradient.Difference(Gradient(0), wanted));
    }
}
