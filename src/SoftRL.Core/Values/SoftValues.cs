using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>State values of an action-value function under entropy or KL regularisation.</summary>
/// <remarks>Equations SV-1 … SV-8 of docs/math/soft-values.md.</remarks>
public static class SoftValues
{
    /// <summary>Soft state value, <c>V(s) = τ · ln Σₐ π̄(a|s) · exp(Q(s,a) / τ)</c>.</summary>
    /// <param name="q">Q, float <c>[B, A]</c>, reward units. Finite where π̄ is positive; ignored where π̄ is zero. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, at least 0. Zero is the maximum over the support of π̄;
    /// <see cref="double.PositiveInfinity"/> is E_π̄[Q] and needs a <paramref name="logPrior"/>.</param>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats; −∞ masks an action, at least one per row is not
    /// masked. Borrowed. When omitted, π̄ is the counting measure (entropy convention), so max Q ≤ V ≤ max Q + τ·ln A;
    /// with the uniform distribution max Q − τ·ln A ≤ V ≤ max Q.</param>
    /// <returns>V, <c>[B]</c>, reward units, with the dtype and device of <paramref name="q"/>; owned by the caller.
    /// Differentiable: ∂V/∂Q is the Boltzmann policy at every temperature.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not a number, or it is
    /// infinite without a reference distribution, where V has no limit.</exception>
    /// <remarks>Equation SV-1 of docs/math/soft-values.md (limits SV-4, SV-5). No overflow and no
    /// loss of precision for large |Q|/τ: the maximum of Q is subtracted first.</remarks>
    public static Tensor SoftValue(Tensor q, double temperature, Tensor? logPrior = null)
    {
        Require.FloatMatrix(q);
        Require.Temperature(temperature);
        Require.LogPrior(logPrior, q);
        if (logPrior is null)
        {
            Require.NonNegative(temperature);
        }

        using var scope = NewDisposeScope();
        var value = temperature switch
        {
            0 => HardValue(q, logPrior),
            double.PositiveInfinity => PriorMean(q, logPrior!),
            _ => FiniteValue(q, temperature, logPrior),
        };
        return value.MoveToOuterDisposeScope();
    }

    /// <summary>Soft value in the entropy convention, <c>V(s) = τ · ln Σₐ exp(Q(s,a) / τ)</c>: the reference is the counting measure.</summary>
    /// <param name="q">Q, float <c>[B, A]</c>, reward units. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0.</param>
    /// <returns>V, <c>[B]</c>, in [max Q, max Q + τ·ln A]; owned by the caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="q"/> has the wrong rank or dtype.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative, infinite or not a number.</exception>
    /// <remarks>Equation SV-2 of docs/math/soft-values.md. It exceeds the KL convention with uniform π̄ by τ·ln A: a
    /// positive reward on every step, which lengthens episodes.</remarks>
    public static Tensor EntropySoftValue(Tensor q, double temperature) => SoftValue(q, temperature);

    /// <summary>Soft value in the KL convention, <c>V(s) = τ · ln Σₐ π̄(a|s) · exp(Q(s,a) / τ)</c>: the reference is a distribution.</summary>
    /// <param name="q">Q, float <c>[B, A]</c>, reward units. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, at least 0; <see cref="double.PositiveInfinity"/> is E_π̄[Q].</param>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats, normalised; −∞ masks an action. Borrowed.</param>
    /// <returns>V, <c>[B]</c>, in [E_π̄ Q, max Q]; owned by the caller.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logPrior"/> is null.</exception>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not a number.</exception>
    /// <remarks>Equations SV-1 and SV-3 (uniform π̄) of docs/math/soft-values.md.</remarks>
    public static Tensor KlSoftValue(Tensor q, double temperature, Tensor logPrior)
    {
        ArgumentNullException.ThrowIfNull(logPrior);
        return SoftValue(q, temperature, logPrior);
    }

    /// <summary>Value of a given policy, <c>V(s) = Σₐ π(a|s) · Q(s,a) − τ · KL(π ‖ π̄)(s)</c>.</summary>
    /// <param name="q">Q, float <c>[B, A]</c>, reward units. Ignored where π is zero. Borrowed.</param>
    /// <param name="logPolicy">ln π, float <c>[B, A]</c>, nats, normalised; −∞ where π is zero. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, finite and at least 0.</param>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats. Borrowed. When omitted, π̄ is the counting
    /// measure and −KL is the entropy of π.</param>
    /// <returns>V, <c>[B]</c>, reward units; −∞ where π has mass on a masked action and τ is positive; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative, infinite or not a number.</exception>
    /// <remarks>Equation SV-6 of docs/math/soft-values.md. At the Boltzmann policy of Q it equals <see cref="SoftValue"/>,
    /// and nowhere is it larger.</remarks>
    public static Tensor PolicyValue(Tensor q, Tensor logPolicy, double temperature, Tensor? logPrior = null)
    {
        Require.FloatMatrix(q);
        Require.Like(logPolicy, q);
        Require.NonNegative(temperature);
        Require.LogPrior(logPrior, q);

        using var scope = NewDisposeScope();
        var gain = q;
        if (temperature > 0)
        {
            gain = q - temperature * (logPrior is null ? logPolicy : logPolicy - logPrior);
        }

        // Cleared before it meets π: a product 0 · ∞ is not a number, forwards and backwards.
        var supported = gain.masked_fill(logPolicy.isneginf(), 0);
        return (logPolicy.exp() * supported).sum(-1).MoveToOuterDisposeScope();
    }

    private static Tensor FiniteValue(Tensor q, double temperature, Tensor? logPrior)
    {
        var (scores, maximum) = BoltzmannPolicies.Scores(q, temperature, logPrior);

        // Without a reference the largest score is 0, so the sum lies in [1, A] and needs no second shift.
        var logSum = logPrior is null ? scores.exp().sum(-1).log() : scores.logsumexp(-1);
        return maximum.squeeze(-1) + (temperature * logSum);
    }

    private static Tensor HardValue(Tensor q, Tensor? logPrior)
    {
        var maximum = BoltzmannPolicies.Allowed(q, logPrior).amax(-1);
        if (!q.requires_grad)
        {
            return maximum;
        }

        // The value is the maximum, the gradient is the limit policy also where several actions tie.
        var policy = BoltzmannPolicies.HardLogPolicy(q, logPrior).detach().exp();
        var mean = (policy * q.masked_fill(policy.eq(0), 0)).sum(-1);
        return mean + (maximum - mean).detach();
    }

    private static Tensor PriorMean(Tensor q, Tensor logPrior) =>
        (logPrior.exp() * q.masked_fill(logPrior.isneginf(), 0)).sum(-1);
}
