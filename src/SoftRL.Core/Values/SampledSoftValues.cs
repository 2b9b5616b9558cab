using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Soft state values where actions cannot be enumerated: importance sampling over actions drawn from some proposal.</summary>
/// <remarks>Equations SV-9 and SV-10 of docs/math/soft-values.md. The one-step target of a real-valued soft Q-learner runs them under <c>no_grad()</c>.</remarks>
public static class SampledSoftValues
{
    /// <summary>Soft state value, <c>V(s) ≈ τ · ln (1/M) Σ_j exp(Q(s,a_j)/τ) · π̄(a_j|s)/q(a_j|s)</c> with <c>a_j ~ q(·|s)</c>.</summary>
    /// <param name="q">Q of the sampled actions, float <c>[B, M]</c>, reward units, finite. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0. Zero is the largest Q among the samples.</param>
    /// <param name="logRatio">ln q(a|s) − ln π̄(a|s) of the sampled actions, like <paramref name="q"/>, nats; ln q alone when π̄ is the Lebesgue measure (entropy
    /// convention); +∞ where π̄ is zero, not everywhere. Borrowed.</param>
    /// <returns>V, <c>[B]</c>, reward units; owned by the caller. Differentiable in Q: the gradient is the weights of <see cref="LogWeights"/>. exp(V/τ) is unbiased wherever q
    /// covers π̄; V itself is too small on average, by about τ/(2M) times the variance of the relative weights.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative, infinite or not a number.</exception>
    /// <remarks>Equation SV-9 of docs/math/soft-values.md.</remarks>
    public static Tensor SoftValue(Tensor q, double temperature, Tensor logRatio)
    {
        Require.FloatMatrix(q);
        Require.NonNegative(temperature);
        Require.Like(logRatio, q);

        using var scope = NewDisposeScope();
        if (temperature == 0)
        {
            return q.masked_fill(logRatio.isposinf(), double.NegativeInfinity).amax(-1).MoveToOuterDisposeScope();
        }

        // The largest Q first, so that differences keep their digits however large |Q|/τ is.
        var maximum = q.detach().amax([-1], keepdim: true);
        var logSum = (((q - maximum) / temperature) - logRatio).logsumexp(-1) - Math.Log(q.size(1));
        return maximum.squeeze(-1).add(logSum, temperature).MoveToOuterDisposeScope();
    }

    /// <summary>How much each sample counts for the Boltzmann policy, <c>w_j ∝ exp(Q(s,a_j)/τ) · π̄(a_j|s)/q(a_j|s)</c>, Σ_j w_j = 1.</summary>
    /// <param name="q">Q of the sampled actions, float <c>[B, M]</c>, reward units, finite. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and positive.</param>
    /// <param name="logRatio">As for <see cref="SoftValue"/>. Borrowed.</param>
    /// <returns>ln w, <c>[B, M]</c>, nats; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not finite and positive.</exception>
    /// <remarks>Equation SV-10 of docs/math/soft-values.md.</remarks>
    public static Tensor LogWeights(Tensor q, double temperature, Tensor logRatio)
    {
        Require.FloatMatrix(q);
        Require.Positive(temperature);
        Require.Like(logRatio, q);

        using var scope = NewDisposeScope();
        var maximum = q.detach().amax([-1], keepdim: true);
        return (((q - maximum) / temperature) - logRatio).log_softmax(-1).MoveToOuterDisposeScope();
    }

    /// <summary>KL of the Boltzmann policy from π̄, estimated from the same samples: <c>Σ_j w_j · (Q(s,a_j) − V(s))/τ</c>.</summary>
    /// <param name="q">Q of the sampled actions, float <c>[B, M]</c>, reward units, finite. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and positive.</param>
    /// <param name="logRatio">As for <see cref="SoftValue"/>; finite. Borrowed.</param>
    /// <returns><c>[B]</c>, nats; minus the differential entropy when π̄ is the Lebesgue measure; owned by the caller. At most ln M plus the largest logRatio, whatever Q.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not finite and positive.</exception>
    /// <remarks>Equation SV-10 of docs/math/soft-values.md.</remarks>
    public static Tensor Divergence(Tensor q, double temperature, Tensor logRatio)
    {
        using var scope = NewDisposeScope();
        var logWeights = LogWeights(q, temperature, logRatio);
        // (Q − V)/τ = ln w + ln M + logRatio.
        return ((logWeights + logRatio) * logWeights.exp()).sum(-1).add(Math.Log(q.size(1))).MoveToOuterDisposeScope();
    }
}
