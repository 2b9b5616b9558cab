using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>PG-SQL section 2: the gradient of the squared error is −τ times the policy gradient plus the value-error gradient.</summary>
internal static class BanditChecks
{
    internal const string Section = "Bandit";

    private static readonly double[] Rewards = [0.4, -0.3, 1.1, 0.2];

    internal static IEnumerable<VerificationRow> Rows()
    {
        var rows = new RowFactory(Section);
        foreach (var kind in TestPriors.Kinds)
        {
            var worst = new WorstCase();
            foreach (var temperature in TestProblems.Temperatures)
            {
                foreach (var network in TestNetwork.All(1, Rewards.Length, temperature, 77))
                {
                    using (network)
                    {
                        worst.Add(Residual(network, kind, temperature), $"{network.Name}, τ = {temperature}");
                    }
                }
            }

            yield return rows.Equal($"∇½E[(q - r)²] = -τ·policy gradient + value-error gradient, {kind} π̄", "PG-SQL (9)-(23)", worst.Residual, worst.ToString());
        }
    }

    /// <summary>The left side by the Core loss; on the right the true derivative of η(π) = E[r] − τ KL, by autograd through the
    /// exact return, and the value error with a constant target.</summary>
    private static double Residual(TestNetwork network, string kind, double temperature)
    {
        using var scope = NewDisposeScope();
        using var model = new MdpTensors(Bandit.Deterministic(Rewards).ToMdp());
        var prior = TestPriors.Table(kind, 1, Rewards.Length);
        var logPrior = tensor(prior);
        var outputs = network.Outputs(temperature, logPrior);
        var arms = tensor(Enumerable.Range(0, Rewards.Length).Where(a => prior[0, a] > double.NegativeInfinity).Select(a => (long)a).ToArray());
        var weights = outputs.LogPolicy.exp().detach().reshape(-1).index_select(0, arms);
        var rewards = tensor(Rewards).index_select(0, arms);

        var left = SoftQLoss.Expected(outputs.Q.reshape(-1).index_select(0, arms), rewards, weights);
        var policy = ExpectedReturns.FiniteHorizon(model, outputs.LogPolicy, temperature, 1, 1, logPrior);
        var values = outputs.Values.expand(arms.size(0));
        var value = ValueLoss.Expected(values, rewards - (temperature * outputs.Kl.detach()), weights);
        return FlatGradient.Difference(
            FlatGradient.Of(left, network.Parameters),
            FlatGradient.Combine((-temperature, FlatGradient.Of(policy, network.Parameters)), (1, FlatGradient.Of(value, network.Parameters))));
    }
}
