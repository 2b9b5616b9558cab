using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Slips in PG-SQL sections 4 to 7.</summary>
internal static class SoftQErrata
{
    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(BanditErrata.Section);
        return [.. LogRatio(rows), .. Coefficient(rows), .. NaturalGradient(rows), .. StreamScales(rows), .. PgqHeadMean(rows), .. PathConsistency(rows)];
    }

    /// <summary>(62), (**): the mean of the log-ratio is KL; the mean of the ratio is not.</summary>
    private static IEnumerable<VerificationRow> LogRatio(RowFactory rows)
    {
        using var scene = new ErrataScene();
        var policy = scene.Outputs.LogPolicy.exp();
        var kl = TableTensors.ToVector(scene.Outputs.Kl);
        var ratios = scene.Outputs.LogPolicy - scene.Prior;
        return rows.Erratum(
            "E[log π/π̄] = KL, with the log", "PG-SQL (62)-(63)",
            FlatGradient.Difference(TableTensors.ToVector((policy * ratios).sum(-1)), kl),
            FlatGradient.Difference(TableTensors.ToVector((policy * ratios.exp()).sum(-1)), kl));
    }

    /// <summary>(65): ∇L_Q = τ (∇L_policy + τ⁻¹ ∇L_value); without the factor in front it is another gradient.</summary>
    private static IEnumerable<VerificationRow> Coefficient(RowFactory rows)
    {
        using var scene = new ErrataScene(terminationRate: 0.2);
        using var rollouts = new ErrataRollouts(scene);
        var left = scene.Gradient(SoftQLoss.Expected(rollouts.Samples.TakenQ, rollouts.Samples.ActionTargets, rollouts.Weights));
        double[] Combined(double scale) => FlatGradient.Combine((scale, scene.Gradient(
            A2cLoss.Expected(StreamScaleChecks.Terms(rollouts.Samples), rollouts.Weights, ErrataScene.Temperature, 1 / ErrataScene.Temperature))));
        return rows.Erratum(
            "L_Q = τ·(L_policy + L_value/τ)", "PG-SQL (65)",
            FlatGradient.Difference(Combined(ErrataScene.Temperature), left), FlatGradient.Difference(Combined(1), left));
    }

    /// <summary>(71): the target is made with π_old. (77), (78): a factor τ was dropped.</summary>
    private static IEnumerable<VerificationRow> NaturalGradient(RowFactory rows)
    {
        using var scene = new NaturalGradientErrata();
        return
        [
            .. rows.Erratum("the regression target is a constant", "PG-SQL (71)", scene.RegressionStep(constantTarget: true), scene.RegressionStep(constantTarget: false)),
            .. rows.Erratum("the damped residual keeps its factor τ", "PG-SQL (77)-(78)", scene.DampedResidual(withFactor: true), scene.DampedResidual(withFactor: false)),
        ];
    }

    /// <summary>Section 6.3: the advantage stream is scaled by 1/τ, not 1/γ.</summary>
    private static IEnumerable<VerificationRow> StreamScales(RowFactory rows)
    {
        using var problems = new TestProblems();
        using var network = TestNetwork.Dueling(TestProblems.States, TestProblems.Actions, 31);
        using var experiment = problems.Experiment("non-uniform", new ReturnRule(2), 0.1);
        return rows.Erratum(
            "the advantage stream is scaled by 1/τ", "PG-SQL §6.3",
            StreamScaleChecks.Residual(experiment, network, 0.5, 0.5, 10),
            StreamScaleChecks.Residual(experiment, network, 0.5, 0.5, 1 / TestProblems.Discount));
    }

    /// <summary>(87): V + τ (log π + S), whose mean under π is V.</summary>
    private static IEnumerable<VerificationRow> PgqHeadMean(RowFactory rows)
    {
        using var scene = new ErrataScene();
        var (logPolicy, values) = (scene.Outputs.LogPolicy, scene.Outputs.Values);
        var entropy = Divergences.Entropy(logPolicy).unsqueeze(1);
        var printed = values.unsqueeze(1) + (ErrataScene.Temperature * (logPolicy + (ErrataScene.Temperature * entropy)));
        double Gap(Tensor q) => FlatGradient.Difference(TableTensors.ToVector((logPolicy.exp() * q).sum(-1)), TableTensors.ToVector(values));
        return rows.Erratum("PGQ: the bracket is log π + S", "PG-SQL (87)", Gap(PgqHead.Q(values, logPolicy, ErrataScene.Temperature)), Gap(printed));
    }

    /// <summary>(90): π(a|s), not π(s, a). At the optimum of a deterministic MDP every path is consistent.</summary>
    private static IEnumerable<VerificationRow> PathConsistency(RowFactory rows)
    {
        using var scope = NewDisposeScope();
        var mdp = RandomMdps.Create(90, new RandomMdpOptions { States = TestProblems.States, Actions = TestProblems.Actions, Branching = 1, TerminationRate = 0 });
        var prior = TestPriors.Table("non-uniform", TestProblems.States, TestProblems.Actions);
        var best = SoftPolicyIteration.Solve(mdp, ErrataScene.Temperature, ErrataScene.Discount, prior, 1e-13);
        using var rollouts = new TrajectoryTensors(mdp, TrajectorySet.Enumerate(mdp, ErrataScene.Steps));
        var logRatio = tensor(best.Policy).log() - tensor(prior);
        var (visits, referenceVisits) = (Occupancy.Discounted(mdp, best.Policy, ErrataScene.Discount), Occupancy.Discounted(mdp, TableTensors.ToTable(tensor(prior).exp()), ErrataScene.Discount));
        var states = tensor(visits).log() - tensor(referenceVisits).log();
        double Gap(Tensor ratio)
        {
            var values = rollouts.AtStates(tensor(best.Values)).reshape(ErrataScene.Steps, -1);
            var residuals = PathConsistencyLoss.Residuals(
                rollouts.Terms(tensor(best.Values)), values, rollouts.Taken(ratio).reshape(ErrataScene.Steps, -1), ErrataScene.Temperature, ErrataScene.Discount, ErrataScene.Steps);
            return FlatGradient.Norm(TableTensors.ToVector(residuals)) / FlatGradient.Norm(TableTensors.ToVector(values));
        }

        return rows.Erratum("path consistency has π(a|s), not the joint π(s, a)", "PG-SQL (90)", Gap(logRatio), Gap(logRatio + states.unsqueeze(1)));
    }
}
