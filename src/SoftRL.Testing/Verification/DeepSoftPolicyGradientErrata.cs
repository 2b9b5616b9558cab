using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Slips in "Soft Policy Gradient Method for Maximum Entropy Deep RL": with a temperature the bracket is Q − τ log π − τ.</summary>
internal static class DeepSoftPolicyGradientErrata
{
    internal const string Section = "Errata DSPG";

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(Section);
        using var scope = NewDisposeScope();
        using var scene = new NaturalGradientScene(4);
        using var model = new MdpTensors(scene.Mdp);
        var exact = FlatGradient.Of(
            ExpectedReturns.Discounted(model, scene.LogPolicy(scene.Parameters), NaturalGradientScene.Temperature, TestProblems.Discount, scene.Prior), [scene.Parameters]);
        double[] q = [.. PolicyEvaluation.Evaluate(scene.Mdp, scene.Old, NaturalGradientScene.Temperature, TestProblems.Discount, scene.PriorTable).ActionValues.Cast<double>()];
        var corrected = NaturalGradientChecks.ActorGradient(scene, q, NaturalGradientScene.Temperature);
        var shifted = NaturalGradientChecks.ActorGradient(scene, [.. q.Select(x => x + NaturalGradientScene.Temperature)], NaturalGradientScene.Temperature);
        var printed = NaturalGradientChecks.ActorGradient(scene, q, 1);
        return
        [
            .. rows.Erratum("with a temperature the bracket is Q - τ·log π - τ", "DSPG (5), (13), (17)", FlatGradient.Difference(corrected, exact), FlatGradient.Difference(printed, exact)),
            rows.Equal("the -τ is a baseline of zero expectation", "DSPG (5)", FlatGradient.Difference(shifted, corrected)),
        ];
    }
}
