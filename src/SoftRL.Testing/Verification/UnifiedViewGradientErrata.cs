using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Slips in the note "A Unified View of KL-Regularized RL": gradients and bounds.</summary>
internal static class UnifiedViewGradientErrata
{
    private const double Tau = ErrataScene.Temperature;

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(UnifiedViewErrata.Section);
        return [.. Advantage(rows), .. ValueTerm(rows), OneOptimiser(rows), .. Bounds(rows)];
    }

    /// <summary>A = α KL_t + Σ (γλ)ⁱ δ: the full divergence is a baseline of the state, the sampled log-ratio is not.</summary>
    private static VerificationRow[] Advantage(RowFactory rows)
    {
        using var scene = new ErrataScene(terminationRate: 0.2);
        using var rollouts = new ErrataRollouts(scene);
        var (terms, values) = (rollouts.Terms(scene.Values, scene.Divergences), rollouts.AtSteps(scene.Values));
        var returns = PolicyGradientReturns.Generalized(terms, values, Tau, ErrataScene.Discount, 0.7);
        var samples = rollouts.Samples;
        double[] Gradient(Tensor advantages) =>
            scene.Gradient(PolicyGradientLoss.Expected(samples.TakenLogProbabilities, advantages, samples.Kl, rollouts.Weights, Tau));
        var full = Gradient(returns.Advantages[0]);
        var without = Gradient(returns.Advantages[0] - (Tau * samples.Kl.detach()));
        var sampled = Gradient(returns.Advantages[0] - (Tau * samples.TakenLogRatios.detach()));
        return
        [
            rows.Equal("α·KL_t in the advantage is a baseline when KL is the full divergence", "KLRL (GAE)", FlatGradient.Difference(without, full)),
            rows.Differs("α·KL_t in the advantage matters when it is the sampled log-ratio", "KLRL (GAE)", FlatGradient.Difference(sampled, full)),
        ];
    }

    /// <summary>Last line of the supplement: −Δ ∇V, not −α Δ ∇V.</summary>
    private static IEnumerable<VerificationRow> ValueTerm(RowFactory rows)
    {
        using var scene = new ErrataScene(terminationRate: 0.2);
        using var rollouts = new ErrataRollouts(scene);
        var left = scene.Gradient(SoftQLoss.Expected(rollouts.Samples.TakenQ, rollouts.Samples.ActionTargets, rollouts.Weights));
        var terms = EquivalenceTerms.Of(rollouts.Samples, rollouts.Weights, Tau, [scene.Parameters]);
        return rows.Erratum(
            "the value term is -Δ·∇V", "KLRL supplement",
            FlatGradient.Difference(terms.Combined(Tau, 1), left), FlatGradient.Difference(terms.Combined(Tau, Tau), left));
    }

    /// <summary>"Separate optimizers for two streams" are not needed: one backward pass with scaled streams gives both gradients.</summary>
    private static VerificationRow OneOptimiser(RowFactory rows)
    {
        using var scope = NewDisposeScope();
        using var problems = new TestProblems();
        using var network = TestNetwork.Dueling(TestProblems.States, TestProblems.Actions, 31);
        using var experiment = problems.Experiment("non-uniform", new ReturnRule(2), 0.1);
        var outputs = network.Outputs(0.1, experiment.LogPrior);
        var (samples, weights) = (experiment.Samples(outputs), experiment.Weights(outputs));
        double[] Of(Tensor values, Tensor ratios, double scale)
        {
            var loss = SoftQLoss.Expected(DuelingHead.TakenQ(values, ratios, 0.1), samples.ActionTargets, weights);
            return FlatGradient.Combine((scale, FlatGradient.Of(loss, network.Parameters)));
        }

        var separate = FlatGradient.Combine(
            (1, Of(samples.Values, samples.TakenLogRatios.detach(), 0.5)), (1, Of(samples.Values.detach(), samples.TakenLogRatios, 10)));
        var together = FlatGradient.Of(StreamScaleChecks.SoftQ(samples, weights, 0.1, 0.5, 10), network.Parameters);
        return rows.Equal("two streams need no separate optimisers: one scaled backward pass = two passes", "KLRL dueling", FlatGradient.Difference(together, separate));
    }

    /// <summary>E_π[max Q − Q] ≤ (A − 1) α/e, γ times that for the backup, and both intervals of the soft value. The step "V ≥ max Q"
    /// of the printed proof holds in the entropy convention only.</summary>
    private static VerificationRow[] Bounds(RowFactory rows)
    {
        const int actions = 4;
        var (greedy, entropy, kl, printed) = (0.0, 0.0, 0.0, 0.0);
        using var scope = NewDisposeScope();
        using var uniform = ReferencePolicies.Uniform(actions, ScalarType.Float64);
        for (ulong seed = 0; seed < 200; seed++)
        {
            using var q = tensor(TestNetwork.Normal(actions, seed, 3 * Tau * (seed % 5)), [1, actions]);
            var best = q.max().item<double>();
            var width = SoftBounds.SoftValueWidth(Tau, actions);
            using var policy = BoltzmannPolicies.LogPolicy(q, Tau).exp();
            var (soft, softKl) = (SoftValues.EntropySoftValue(q, Tau).item<double>(), SoftValues.KlSoftValue(q, Tau, uniform).item<double>());
            greedy = Math.Max(greedy, best - (policy * q).sum().item<double>() - SoftBounds.GreedyGap(Tau, actions));
            entropy = Math.Max(entropy, Math.Max(best - soft, soft - best - width));
            kl = Math.Max(kl, Math.Max(best - width - softKl, softKl - best));
            printed = Math.Max(printed, best - softKl);
        }

        return
        [
            rows.Equal("E_π[max Q - Q] ≤ (A - 1)·α/e: largest violation", "KLRL bound", greedy, "200 random Q"),
            rows.Equal("T*Q - T_π Q ≤ γ·(A - 1)·α/e: largest violation", "KLRL bound", BackupViolation(), "200 random Q on random MDPs"),
            rows.Equal("max Q ≤ V ≤ max Q + τ·log A, entropy convention: largest violation", "KLRL bound", entropy, "200 random Q"),
            rows.Equal("max Q - τ·log A ≤ V ≤ max Q, uniform KL: largest violation", "KLRL bound", kl, "200 random Q"),
            rows.Differs("the printed step V ≥ max Q fails under uniform KL", "KLRL bound", printed),
        ];
    }

    private static double BackupViolation()
    {
        var largest = 0.0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            var mdp = RandomMdps.Create(seed, new RandomMdpOptions { States = TestProblems.States, Actions = TestProblems.Actions });
            var normal = TestNetwork.Normal(TestProblems.States * TestProblems.Actions, seed + 1000, Tau * (1 + (seed % 4)));
            var q = ErrataScene.Table((s, a) => normal[(s * TestProblems.Actions) + a]);
            var hard = SoftBackups.Boltzmann(mdp, q, 0, ErrataScene.Discount);
            var soft = SoftBackups.PolicyActionValues(mdp, q, SoftTables.Boltzmann(q, Tau), 0, ErrataScene.Discount);
            var gaps = hard.Cast<double>().Zip(soft.Cast<double>(), (x, y) => x - y).ToArray();
            largest = Math.Max(largest, Math.Max(-gaps.Min(), gaps.Max() - SoftBounds.BackupGap(Tau, TestProblems.Actions, ErrataScene.Discount)));
        }

        return largest;
    }
}
