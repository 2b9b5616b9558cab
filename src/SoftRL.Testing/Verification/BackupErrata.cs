using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Slips in PG-SQL section 3: backups and targets.</summary>
internal static class BackupErrata
{
    private const double Lambda = 0.7;

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(BanditErrata.Section);
        return [.. BoltzmannBackup(rows), .. LambdaOperator(rows), .. LambdaErrors(rows), .. StateTarget(rows), .. SoftTargets(rows)];
    }

    /// <summary>(38): next state, and γ multiplies value and penalty; (39), by the Core backup, decides.</summary>
    private static IEnumerable<VerificationRow> BoltzmannBackup(RowFactory rows)
    {
        using var scene = new ErrataScene();
        var wanted = SoftBackups.Boltzmann(scene.Mdp, scene.QTable, ErrataScene.Temperature, ErrataScene.Discount, scene.PriorTable);
        using var transitions = new TransitionBatch(scene.Mdp);
        var terms = transitions.Successors(scene.Parameters.detach(), scene.Prior);
        var next = scene.Outputs.LogPolicy.detach().index_select(0, transitions.NextStates);
        var corrected = transitions.PairMeans(Backups.FixedPolicyAction(terms, next, ErrataScene.Temperature, ErrataScene.Discount));
        var printed = ErrataScene.Table((s, a) => scene.Outcomes(s, a, (r, after, _) =>
            r + (ErrataScene.Discount * scene.QTable[s, a]) - (ErrataScene.Temperature * scene.Divergences[after])));
        return rows.Erratum("Boltzmann backup looks at the next state", "PG-SQL (38)", ErrataScene.Difference(corrected, wanted), ErrataScene.Difference(printed, wanted));
    }

    /// <summary>(42): a mixture of n-step backups, not powers of λT, which also scale the rewards.</summary>
    private static IEnumerable<VerificationRow> LambdaOperator(RowFactory rows)
    {
        using var scene = new ErrataScene();
        var wanted = SoftBackups.BoltzmannLambda(scene.Mdp, scene.QTable, Lambda, ErrataScene.Temperature, ErrataScene.Discount, scene.PriorTable);
        var (corrected, printed) = (new double[TestProblems.States, TestProblems.Actions], new double[TestProblems.States, TestProblems.Actions]);
        double[,] Backup(double[,] q) => SoftBackups.PolicyActionValues(scene.Mdp, q, scene.Policy, ErrataScene.Temperature, ErrataScene.Discount, scene.PriorTable);
        var (power, scaled) = (Backup(scene.QTable), Backup(scene.QTable));
        for (var n = 1; n <= 100; n++)
        {
            corrected = ErrataScene.Table((s, a) => corrected[s, a] + ((1 - Lambda) * Math.Pow(Lambda, n - 1) * power[s, a]));
            printed = ErrataScene.Table((s, a) => printed[s, a] + ((1 - Lambda) * scaled[s, a]));
            var backed = Backup(scaled);
            (power, scaled) = (Backup(power), ErrataScene.Table((s, a) => Lambda * backed[s, a]));
        }

        return rows.Erratum("TD(λ) mixes n-step backups", "PG-SQL (42)", ErrataScene.Difference(corrected, wanted), ErrataScene.Difference(printed, wanted));
    }

    /// <summary>(43): the sum of errors is added to V + τ KL, not to Q(s, a). The mixture of n-step backups up to the rollout's end decides.</summary>
    private static IEnumerable<VerificationRow> LambdaErrors(RowFactory rows)
    {
        using var scene = new ErrataScene();
        using var rollouts = new ErrataRollouts(scene);
        var (terms, values) = (rollouts.Terms(scene.Values, scene.Divergences), rollouts.AtSteps(scene.Values));
        var wanted = new double[TestProblems.States, TestProblems.Actions];
        for (var n = 1; n <= ErrataScene.Steps; n++)
        {
            var share = n < ErrataScene.Steps ? (1 - Lambda) * Math.Pow(Lambda, n - 1) : Math.Pow(Lambda, n - 1);
            var backed = SoftBackups.BoltzmannSteps(scene.Mdp, scene.QTable, n, ErrataScene.Temperature, ErrataScene.Discount, scene.PriorTable);
            wanted = ErrataScene.Table((s, a) => wanted[s, a] + (share * backed[s, a]));
        }

        var corrected = rollouts.Given(Backups.LambdaActionTargets(terms, values, ErrataScene.Temperature, ErrataScene.Discount, Lambda));
        var errors = rollouts.Given(Backups.GeneralizedAdvantages(terms, values, ErrataScene.Temperature, ErrataScene.Discount, Lambda));
        var printed = ErrataScene.Table((s, a) => scene.QTable[s, a] + errors[s, a]);
        return rows.Erratum("TD(λ) target starts from V + τ·KL", "PG-SQL (43)", ErrataScene.Difference(corrected, wanted), ErrataScene.Difference(printed, wanted));
    }

    /// <summary>(54): penalties in the sum and one bootstrap at its end; its own second form V + Σ γᵈ δ decides, trajectory by trajectory.</summary>
    private static IEnumerable<VerificationRow> StateTarget(RowFactory rows)
    {
        using var scene = new ErrataScene();
        using var rollouts = new ErrataRollouts(scene);
        var (terms, values) = (rollouts.Terms(scene.Values, scene.Divergences), rollouts.AtSteps(scene.Values));
        var wanted = TableTensors.ToVector(Backups.StateTargetsFromErrors(terms, values, ErrataScene.Temperature, ErrataScene.Discount, ErrataScene.Steps)[0]);
        var corrected = TableTensors.ToVector(Backups.StateTargets(terms, ErrataScene.Temperature, ErrataScene.Discount, ErrataScene.Steps)[0]);
        var printed = zeros_like(values[0]);
        for (var d = 0; d < ErrataScene.Steps; d++)
        {
            printed = printed + (Math.Pow(ErrataScene.Discount, d) * (terms.Rewards[d] + values[d]));
        }

        return rows.Erratum("value target has penalties and one bootstrap", "PG-SQL (54)", FlatGradient.Difference(corrected, wanted), FlatGradient.Difference(TableTensors.ToVector(printed), wanted));
    }

    /// <summary>(82), (83): γ τ (log Σ exp(Q/τ) − log A) and γ τ log Σ exp(Q/τ). E_π[Q] − τ KL of the policy itself decides.</summary>
    private static IEnumerable<VerificationRow> SoftTargets(RowFactory rows)
    {
        using var scene = new ErrataScene();
        double[] LogSums() => [.. Enumerable.Range(0, TestProblems.States).Select(s => Math.Log(Enumerable.Range(0, TestProblems.Actions).Sum(a => Math.Exp(scene.QTable[s, a] / ErrataScene.Temperature))))];
        double[] Wanted(double[,]? prior)
        {
            var policy = SoftTables.Boltzmann(scene.QTable, ErrataScene.Temperature, prior);
            return [.. Enumerable.Range(0, TestProblems.States).Select(s => Enumerable.Range(0, TestProblems.Actions).Sum(a => policy[s, a] * scene.QTable[s, a])
                - (ErrataScene.Temperature * SoftTables.Divergence(policy, prior)[s]))];
        }

        var (kl, entropy) = (Wanted(ReferenceTables.Uniform(TestProblems.States, TestProblems.Actions)), Wanted(null));
        using var uniform = ReferencePolicies.Uniform(TestProblems.Actions, ScalarType.Float64);
        return
        [
            .. rows.Erratum(
                "KL target: γ·τ·(log Σ exp(Q/τ) - log A)", "PG-SQL (82)",
                FlatGradient.Difference(TableTensors.ToVector(SoftValues.KlSoftValue(scene.Parameters, ErrataScene.Temperature, uniform)), kl),
                FlatGradient.Difference([.. LogSums().Select(sum => sum - (Math.Log(TestProblems.Actions) / ErrataScene.Discount))], kl)),
            .. rows.Erratum(
                "entropy target: γ·τ·log Σ exp(Q/τ)", "PG-SQL (83)",
                FlatGradient.Difference(TableTensors.ToVector(SoftValues.EntropySoftValue(scene.Parameters, ErrataScene.Temperature)), entropy),
                FlatGradient.Difference(LogSums(), entropy)),
        ];
    }
}
