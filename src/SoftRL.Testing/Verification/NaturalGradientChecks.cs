using System.Globalization;
using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>PG-SQL section 5 as corrected, and DSPG (11) to (13).</summary>
internal static class NaturalGradientChecks
{
    internal const string Section = "Natural gradient";

    private const double StepSize = 0.2;

    /// <summary>Both routes invert a singular matrix with their own cut-off, so they agree less far than gradients do.</summary>
    private const double Inverted = 1e-8;

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(Section);
        return [.. PolicyRows(rows, "tabular policy", 9), .. PolicyRows(rows, "4-parameter policy", 4), .. CompatibleRows(rows)];
    }

    private static VerificationRow[] PolicyRows(RowFactory rows, string name, int size)
    {
        using var scope = NewDisposeScope();
        using var scene = new NaturalGradientScene(size);
        var natural = Natural(scene);
        var regression = GaussNewton(scene, scene.Parameters, RegressionResiduals(scene));
        var damped = GaussNewton(scene, scene.Parameters, DampedResiduals(scene, StepSize));
        return
        [
            rows.Equal($"least squares = ε·F⁺·∇, {name}", "PG-SQL (66)-(70)", FlatGradient.Difference(LeastSquares(scene), Scaled(natural, StepSize)), limit: Inverted),
            rows.Equal($"log-policy regression: Gauss-Newton step = ε·F⁺·∇, {name}", "PG-SQL (71) corrected", FlatGradient.Difference(regression, Scaled(natural, StepSize)), limit: Inverted),
            rows.Equal(
                $"damped Q regression: Gauss-Newton step = (ε/τ)·F⁺·∇, {name}", "PG-SQL (74)-(78) corrected",
                FlatGradient.Difference(damped, Scaled(natural, StepSize / NaturalGradientScene.Temperature)), limit: Inverted),
            MinimiserRow(rows, scene, natural, name),
        ];
    }

    /// <summary>E[ŷ^V | s, a] − V(s) for 2-step targets and some fixed V.</summary>
    private static (Tensor Advantages, Tensor Values) Targets(NaturalGradientScene scene)
    {
        var values = TestNetwork.Normal(TestProblems.States, 63);
        var moments = ExpectedTargets.NStep(scene.Mdp, scene.Old, values, NaturalGradientScene.Temperature, TestProblems.Discount, 2, scene.PriorTable);
        var perPair = NaturalGradientScene.PerPairOfStates(tensor(values));
        return (scene.PerPair(tensor(moments.Means)) - perPair, perPair);
    }

    /// <summary>F⁺ g by the eigenvectors of the exact Fisher matrix, g by the Core loss.</summary>
    private static double[] Natural(NaturalGradientScene scene)
    {
        var taken = scene.PerPair(scene.LogPolicy(scene.Parameters));
        var scores = ScoreMatrix.Of(taken, [scene.Parameters]);
        var loss = PolicyGradientLoss.Expected(taken, Targets(scene).Advantages, scene.Kl(scene.Parameters), tensor(scene.Weights), NaturalGradientScene.Temperature);
        var gradient = Scaled(FlatGradient.Of(loss, [scene.Parameters]), -1);
        return NaturalGradients.Direction(FisherMatrices.FromScores(TableTensors.ToTable(scores), scene.Weights), gradient);
    }

    private static double[] LeastSquares(NaturalGradientScene scene)
    {
        var taken = scene.PerPair(scene.LogPolicy(scene.Parameters));
        var advantages = NaturalGradient.RegularizedAdvantages(
            Targets(scene).Advantages, scene.PerPair(scene.LogRatio(scene.Parameters)).detach(), scene.Kl(scene.Parameters).detach(), NaturalGradientScene.Temperature);
        var roots = scene.RootWeights();
        var scores = ScoreMatrix.Of(taken, [scene.Parameters]) * roots.unsqueeze(1);
        return TableTensors.ToVector(NaturalGradient.Step(scores, advantages * roots, StepSize));
    }

    /// <summary>The loss and its prediction as functions of the parameters.</summary>
    private static Func<Tensor, (Tensor Loss, Tensor Prediction)> RegressionResiduals(NaturalGradientScene scene)
    {
        var advantages = NaturalGradient.RegularizedAdvantages(
            Targets(scene).Advantages, scene.PerPair(scene.LogRatio(scene.Parameters)).detach(), scene.Kl(scene.Parameters).detach(), NaturalGradientScene.Temperature);
        var (roots, old) = (scene.RootWeights(), scene.PerPair(scene.LogPolicy(scene.Parameters)).detach());
        return parameters =>
        {
            var taken = scene.PerPair(scene.LogPolicy(parameters));
            return (LogPolicyRegressionLoss.Mean(taken * roots, old * roots, advantages * roots, StepSize), taken);
        };
    }

    internal static Func<Tensor, (Tensor Loss, Tensor Prediction)> DampedResiduals(NaturalGradientScene scene, double damping)
    {
        var (advantages, values) = Targets(scene);
        var targets = values + advantages + (NaturalGradientScene.Temperature * scene.Kl(scene.Parameters).detach());
        var roots = scene.RootWeights();
        Tensor TakenQ(Tensor parameters) => DuelingHead.TakenQ(values, scene.PerPair(scene.LogRatio(parameters)), NaturalGradientScene.Temperature);
        var old = TakenQ(scene.Parameters).detach();
        return parameters =>
        {
            var taken = TakenQ(parameters);
            return (DampedQLoss.Mean(taken * roots, old * roots, targets * roots, damping), taken);
        };
    }

    /// <summary>−(JᵀWJ)⁺ ∇L with J the Jacobian of the prediction.</summary>
    internal static double[] GaussNewton(NaturalGradientScene scene, Tensor parameters, Func<Tensor, (Tensor Loss, Tensor Prediction)> residuals)
    {
        using var scope = NewDisposeScope();
        var (loss, prediction) = residuals(parameters);
        var jacobian = TableTensors.ToTable(ScoreMatrix.Of(prediction, [parameters]));
        return Scaled(NaturalGradients.Direction(FisherMatrices.FromScores(jacobian, scene.Weights), FlatGradient.Of(loss, [parameters])), -1);
    }

    /// <summary>Not the first step only: the damped regression solved to its minimum, for a small ε.</summary>
    private static VerificationRow MinimiserRow(RowFactory rows, NaturalGradientScene scene, double[] natural, string name)
    {
        const double damping = 1e-5;
        var residuals = DampedResiduals(scene, damping);
        var start = TableTensors.ToVector(scene.Parameters);
        var at = start;
        for (var iteration = 0; iteration < 6; iteration++)
        {
            using var parameters = tensor(at, requires_grad: true);
            at = FlatGradient.Combine((1, at), (1, GaussNewton(scene, parameters, residuals)));
        }

        var moved = FlatGradient.Combine((1, at), (-1, start));
        return rows.Equal(
            $"damped Q regression: minimiser - θ → (ε/τ)·F⁺·∇ as ε → 0, {name}", "PG-SQL (74)-(78) corrected",
            FlatGradient.Difference(moved, Scaled(natural, damping / NaturalGradientScene.Temperature)),
            string.Create(CultureInfo.InvariantCulture, $"ε = {damping}; the difference is of order ε"), 1e-3);
    }

    private static VerificationRow[] CompatibleRows(RowFactory rows)
    {
        using var scope = NewDisposeScope();
        using var scene = new NaturalGradientScene(4);
        using var model = new MdpTensors(scene.Mdp);
        var exact = FlatGradient.Of(
            ExpectedReturns.Discounted(model, scene.LogPolicy(scene.Parameters), NaturalGradientScene.Temperature, TestProblems.Discount, scene.Prior), [scene.Parameters]);
        double[] q = [.. PolicyEvaluation.Evaluate(scene.Mdp, scene.Old, NaturalGradientScene.Temperature, TestProblems.Discount, scene.PriorTable).ActionValues.Cast<double>()];
        var scores = TableTensors.ToTable(ScoreMatrix.Of(scene.PerPair(scene.LogPolicy(scene.Parameters)), [scene.Parameters]));
        var compatible = CompatibleCritic.Fit(scores, scene.Weights, q).Values;
        using var foreign = tensor(TestNetwork.Normal(36, 64), [9, 4]);
        var incompatible = CompatibleCritic.Fit(TableTensors.ToTable(foreign), scene.Weights, q).Values;
        return
        [
            rows.Equal(
                "compatible critic: policy gradient = exact gradient of the return", "DSPG (11)-(13)",
                FlatGradient.Difference(ActorGradient(scene, compatible, NaturalGradientScene.Temperature), exact),
                string.Create(CultureInfo.InvariantCulture, $"4 critic parameters for 9 pairs; the critic is off by {FlatGradient.Difference(compatible, q):P0}")),
            rows.Differs("critic with other features of the same number: gradient is biased", "DSPG (11)", FlatGradient.Difference(ActorGradient(scene, incompatible, NaturalGradientScene.Temperature), exact)),
        ];
    }

    /// <summary>The ascent direction of the Core actor loss with a critic in the place of Q, in exact expectation.</summary>
    internal static double[] ActorGradient(NaturalGradientScene scene, double[] critic, double temperature)
    {
        using var scope = NewDisposeScope();
        var taken = scene.PerPair(scene.LogPolicy(scene.Parameters));
        var (priors, q) = (scene.PerPair(scene.Prior), tensor(critic));
        var gradient = new double[scene.Parameters.numel()];
        for (var i = 0; i < critic.Length; i++)
        {
            var loss = DspgActorLoss.Mean(
                taken.narrow(0, i, 1).unsqueeze(0), q.narrow(0, i, 1).unsqueeze(0), temperature, priors.narrow(0, i, 1).unsqueeze(0));
            gradient = FlatGradient.Combine((1, gradient), (-scene.Weights[i], FlatGradient.Of(loss, [scene.Parameters])));
        }

        return gradient;
    }

    private static double[] Scaled(double[] vector, double scale) => FlatGradient.Combine((scale, vector));
}
