using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Q, policy, value and divergence in every state, float64, with gradients. Owned by the caller's scope.</summary>
internal sealed record PerStateOutputs(Tensor Q, Tensor LogPolicy, Tensor Values, Tensor Kl)
{
    /// <summary>Policy and value of a Q-function: PG-SQL (55), (56).</summary>
    internal static PerStateOutputs OfQ(Tensor q, double temperature, Tensor? logPrior)
    {
        var logPolicy = BoltzmannPolicies.LogPolicy(q, temperature, logPrior);
        return new PerStateOutputs(
            q, logPolicy, SoftValues.SoftValue(q, temperature, logPrior), Divergences.KullbackLeibler(logPolicy, logPrior));
    }

    /// <summary>Q of a policy and a value: PG-SQL (57).</summary>
    internal static PerStateOutputs OfActorCritic(Tensor logits, Tensor values, double temperature, Tensor? logPrior)
    {
        var allowed = logPrior is null ? logits : logits.masked_fill(logPrior.isneginf(), double.NegativeInfinity);
        var logPolicy = allowed.log_softmax(-1);
        return new PerStateOutputs(
            DuelingHead.Q(values, logPolicy, temperature, logPrior), logPolicy, values, Divergences.KullbackLeibler(logPolicy, logPrior));
    }
}
