using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>The gradients that PG-SQL (65) is made of, as flat vectors.</summary>
/// <param name="Policy">∇E[−ln π · Δ].</param>
/// <param name="Kl">∇E[τ KL].</param>
/// <param name="Value">∇E[½ (V − ŷ^V)²].</param>
internal sealed record EquivalenceTerms(double[] Policy, double[] Kl, double[] Value)
{
    internal static EquivalenceTerms Of(EquivalenceSamples samples, Tensor weights, double temperature, IReadOnlyList<Tensor> parameters)
    {
        using var scope = NewDisposeScope();
        var policy = PolicyGradientLoss.Expected(samples.TakenLogProbabilities, samples.Advantages, samples.Kl, weights, 0);
        var kl = PolicyGradientLoss.Expected(samples.TakenLogProbabilities, zeros_like(samples.Advantages), samples.Kl, weights, temperature);
        var value = ValueLoss.Expected(samples.Values, samples.StateTargets, weights);
        return new EquivalenceTerms(FlatGradient.Of(policy, parameters), FlatGradient.Of(kl, parameters), FlatGradient.Of(value, parameters));
    }

    /// <summary>policyWeight · (policy + KL) + valueWeight · value.</summary>
    internal double[] Combined(double policyWeight, double valueWeight) =>
        FlatGradient.Combine((policyWeight, Policy), (policyWeight, Kl), (valueWeight, Value));
}
