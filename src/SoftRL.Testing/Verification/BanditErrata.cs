using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Slips in PG-SQL section 2.</summary>
internal static class BanditErrata
{
    internal const string Section = "Errata PG-SQL";

    private static readonly double[] Rewards = [0.4, -0.3, 1.1];

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(Section);
        return [.. SoftValue(rows), .. ValueError(rows)];
    }

    /// <summary>(11): τ log E[exp(q/τ)], not τ log E[exp(q)/τ]; (13) decides.</summary>
    private static IEnumerable<VerificationRow> SoftValue(RowFactory rows)
    {
        using var scene = new ErrataScene();
        double[] wanted = [.. Enumerable.Range(0, TestProblems.States).Select(s =>
            scene.Mean(s, a => scene.QTable[s, a]) - (ErrataScene.Temperature * scene.Divergences[s]))];
        double[] printed = [.. Enumerable.Range(0, TestProblems.States).Select(s =>
            ErrataScene.Temperature * Math.Log(Enumerable.Range(0, TestProblems.Actions).Sum(a => Math.Exp(scene.PriorTable[s, a] + scene.QTable[s, a])) / ErrataScene.Temperature))];
        return rows.Erratum(
            "soft value has exp(q/τ)", "PG-SQL (11)",
            FlatGradient.Difference(TableTensors.ToVector(SoftValues.KlSoftValue(scene.Parameters, ErrataScene.Temperature, scene.Prior)), wanted),
            FlatGradient.Difference(printed, wanted));
    }

    /// <summary>(22), (23): only v is differentiated in the value error. What is left of ∇L after −τ times the policy gradient decides.</summary>
    private static IEnumerable<VerificationRow> ValueError(RowFactory rows)
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Tabular(1, Rewards.Length, ErrataScene.Temperature, 12);
        using var model = new MdpTensors(Bandit.Deterministic(Rewards).ToMdp());
        var logPrior = tensor(TestPriors.Table("non-uniform", 1, Rewards.Length));
        var outputs = network.Outputs(ErrataScene.Temperature, logPrior);
        var (policy, rewards) = (outputs.LogPolicy.exp().reshape(-1), tensor(Rewards));
        var loss = SoftQLoss.Expected(outputs.Q.reshape(-1), rewards, policy.detach());
        var gain = ExpectedReturns.FiniteHorizon(model, outputs.LogPolicy, ErrataScene.Temperature, 1, 1, logPrior);
        double[] Of(Tensor x) => FlatGradient.Of(x, network.Parameters);
        var left = FlatGradient.Combine((1, Of(loss)), (ErrataScene.Temperature, Of(gain)));
        var values = outputs.Values.expand(Rewards.Length);
        var corrected = ValueLoss.Expected(values, rewards - (ErrataScene.Temperature * outputs.Kl), policy.detach());
        var printed = 0.5 * policy.dot((values - rewards + (ErrataScene.Temperature * outputs.Kl)).square());
        return rows.Erratum(
            "the KL inside the value error is a constant", "PG-SQL (22)-(23)",
            FlatGradient.Difference(Of(corrected), left), FlatGradient.Difference(Of(printed), left));
    }
}
