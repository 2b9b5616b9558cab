using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>The A2C terms of whole rollouts, every step with all that remains of its rollout.</summary>
internal static class RolloutLosses
{
    /// <summary>Vectors <c>[T·N]</c> from a rollout of constants <c>[T, N]</c>, and values, log-probabilities and KL with gradients.</summary>
    internal static A2cTerms Terms(
        RolloutTerms rollout, Tensor values, Tensor takenLogProbabilities, Tensor kl, double temperature, double discount)
    {
        var now = values.detach().reshape(rollout.Rewards.shape);
        var returns = PolicyGradientReturns.Proper(rollout, now, temperature, discount, (int)rollout.Rewards.size(0));
        return new A2cTerms
        {
            TakenLogProbabilities = takenLogProbabilities,
            Advantages = returns.Advantages.reshape(-1),
            Kl = kl,
            Values = values,
            ValueTargets = returns.ValueTargets.reshape(-1),
        };
    }
}
