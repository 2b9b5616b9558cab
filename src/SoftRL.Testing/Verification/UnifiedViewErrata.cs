using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Slips in the note "A Unified View of KL-Regularized RL": values, backups and targets.</summary>
internal static class UnifiedViewErrata
{
    internal const string Section = "Errata KLRL";

    private const double Tau = ErrataScene.Temperature;
    private const double Gamma = ErrataScene.Discount;

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(Section);
        return [.. ActionValue(rows), .. SoftValue(rows), .. CriticTarget(rows), .. Targets(rows)];
    }

    /// <summary>(3): the penalty of each step is that of its own state. (4): γ multiplies the next value. The Core backup of the exact Q decides.</summary>
    private static IEnumerable<VerificationRow> ActionValue(RowFactory rows)
    {
        using var scene = new ErrataScene();
        using var transitions = new TransitionBatch(scene.Mdp);
        var (exact, free) = (scene.Exact(), scene.Exact(temperature: 0));
        var terms = transitions.Successors(tensor(exact.ActionValues), scene.Prior);
        var next = scene.Outputs.LogPolicy.detach().index_select(0, transitions.NextStates);
        var wanted = transitions.PairMeans(Backups.FixedPolicyAction(terms, next, Tau, Gamma));
        var first = ErrataScene.Table((s, a) => free.ActionValues[s, a] - (Tau * scene.Divergences[s] * Gamma / (1 - Gamma)));
        var undiscounted = ErrataScene.Table((s, a) => scene.Outcomes(s, a, (r, after, _) => r + exact.Values[after]));
        return
        [
            .. rows.Erratum("each step pays its own KL", "KLRL (3)", ErrataScene.Difference(exact.ActionValues, wanted), ErrataScene.Difference(first, wanted)),
            .. rows.Erratum(
                "γ multiplies the next value", "KLRL (4)",
                ErrataScene.Difference(SoftBackups.ActionValues(scene.Mdp, exact.Values, Gamma), wanted), ErrataScene.Difference(undiscounted, wanted)),
        ];
    }

    /// <summary>(6): V* = α log E[exp(Q*/α)]; the value of the optimal policy decides.</summary>
    private static IEnumerable<VerificationRow> SoftValue(RowFactory rows)
    {
        using var scene = new ErrataScene();
        var best = SoftPolicyIteration.Solve(scene.Mdp, Tau, Gamma, scene.PriorTable, 1e-13);
        var wanted = PolicyEvaluation.Evaluate(scene.Mdp, best.Policy, Tau, Gamma, scene.PriorTable).Values;
        double[] printed = [.. Enumerable.Range(0, TestProblems.States).Select(s =>
            Tau * Math.Log(Enumerable.Range(0, TestProblems.Actions).Sum(a => Math.Exp(scene.PriorTable[s, a] + best.ActionValues[s, a])) / Tau))];
        var corrected = TableTensors.ToVector(SoftValues.KlSoftValue(tensor(best.ActionValues), Tau, scene.Prior));
        return rows.Erratum("V* has exp(Q*/α)", "KLRL (6)", FlatGradient.Difference(corrected, wanted), FlatGradient.Difference(printed, wanted));
    }

    /// <summary>(10): Q' − α KL'. Regressed to its own fixed point the critic must be Q_π.</summary>
    private static IEnumerable<VerificationRow> CriticTarget(RowFactory rows)
    {
        using var scene = new ErrataScene();
        using var transitions = new TransitionBatch(scene.Mdp);
        var exact = scene.Exact().ActionValues;
        double[,] Target(double penalty)
        {
            var values = SoftValues.PolicyValue(tensor(exact), scene.Outputs.LogPolicy.detach(), penalty, scene.Prior);
            return transitions.PairMeans(SoftBellmanTargets.OneStep(
                transitions.Rewards(), values.index_select(0, transitions.NextStates), transitions.Terminated(), Gamma));
        }

        return rows.Erratum("critic target Q' - α·KL'", "KLRL (10)", ErrataScene.Difference(Target(Tau), exact), ErrataScene.Difference(Target(1), exact));
    }

    /// <summary>Reward r − α KL; δ with γ V'; bootstrap from s_{t+n}. With V = V_π every target has the exact Q_π as its mean.</summary>
    private static IEnumerable<VerificationRow> Targets(RowFactory rows)
    {
        using var scene = new ErrataScene();
        using var rollouts = new ErrataRollouts(scene);
        var exact = scene.Exact();
        var (terms, values) = (rollouts.Terms(exact.Values, scene.Divergences), rollouts.AtSteps(exact.Values));
        var state = Backups.StateTargets(terms, Tau, Gamma, ErrataScene.Steps);
        double Gap(Tensor stateTargets)
        {
            var given = rollouts.Given(stateTargets);
            return ErrataScene.Difference(ErrataScene.Table((s, a) => given[s, a] + (Tau * scene.Divergences[s])), exact.ActionValues);
        }

        var errors = Backups.GeneralizedAdvantages(terms, values, Tau, Gamma, 1);
        var undiscounted = zeros_like(values[0]);
        for (var i = 0; i < ErrataScene.Steps; i++)
        {
            undiscounted = undiscounted + (Math.Pow(Gamma, i) * (terms.Rewards[i] - (Tau * terms.Kl![i]) + terms.NextValues[i] - values[i]));
        }

        var power = Math.Pow(Gamma, ErrataScene.Steps);
        var early = state[0] - (power * terms.NextValues[ErrataScene.Steps - 1]) + (power * values[ErrataScene.Steps - 1]);
        return
        [
            .. rows.Erratum("soft policy gradient reward r - α·KL", "KLRL soft policy gradient", Gap(state), Gap(Backups.StateTargets(terms, 1, Gamma, ErrataScene.Steps))),
            .. rows.Erratum("δ = r - α·KL + γ·V' - V", "KLRL multi-step backup", Gap((errors + values)[0]), Gap(undiscounted + values[0])),
            .. rows.Erratum("the n-step target ends with V(s_{t+n})", "KLRL multi-step backup", Gap(state), Gap(early)),
        ];
    }
}
