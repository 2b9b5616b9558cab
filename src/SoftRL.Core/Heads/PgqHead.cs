using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The PGQ head, <c>Q(s,a) = V(s) + τ·(log(π(a|s)/π̄(a|s)) − KL(s))</c>: like <see cref="DuelingHead"/>, but the advantage
/// has zero mean under π, so <c>E_π[Q] = V</c>. Without a reference policy KL is minus the entropy S and the bracket is log π + S.</summary>
/// <remarks>Equation HD-4 of docs/math/heads.md. This Q counts the divergence of its own state, which <see cref="DuelingHead"/>'s
/// does not: the two differ by τ·KL(s), a function of the state alone.</remarks>
public static class PgqHead
{
    /// <summary>Q of the action taken.</summary>
    /// <param name="values">V(s), float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="takenLogRatio">log π − log π̄ of the action taken (log π alone for the counting measure), like
    /// <paramref name="values"/>, nats, finite. Borrowed.</param>
    /// <param name="kl">KL(s) (minus the entropy for the counting measure), like <paramref name="values"/>, nats. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and positive.</param>
    /// <returns>Q(s,a), <c>[B]</c>, differentiable in all three; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not finite and positive.</exception>
    public static Tensor TakenQ(Tensor values, Tensor takenLogRatio, Tensor kl, double temperature)
    {
        Require.FloatVector(values);
        Require.Like(takenLogRatio, values);
        Require.Like(kl, values);
        Require.Positive(temperature);

        using var scope = NewDisposeScope();
        return values.add(takenLogRatio - kl, temperature).MoveToOuterDisposeScope();
    }

    /// <summary>Q of every action; −∞, with a zero gradient, where π(a|s) = 0.</summary>
    /// <param name="values">V(s), float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="logPolicy">log π(a|s), float <c>[B, A]</c>, nats; −∞ where <paramref name="logPrior"/> is. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and positive.</param>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats; −∞ masks an action. Borrowed. When omitted, the
    /// counting measure.</param>
    /// <returns>Q, <c>[B, A]</c>, differentiable in values and policy; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not finite and positive.</exception>
    public static Tensor Q(Tensor values, Tensor logPolicy, double temperature, Tensor? logPrior = null)
    {
        Require.FloatMatrix(logPolicy);
        Require.Shape(values, [logPolicy.size(0)]);
        Require.SameDtype(values, logPolicy);
        Require.SameDevice(values, logPolicy);
        Require.LogPrior(logPrior, logPolicy);
        Require.Positive(temperature);

        using var scope = NewDisposeScope();
        var logRatio = logPrior is null ? logPolicy : logPolicy - logPrior;
        var bracket = logRatio - Divergences.KullbackLeibler(logPolicy, logPrior).unsqueeze(1);
        var q = values.unsqueeze(1).add(bracket, temperature);
        return q.masked_fill(logPolicy.isneginf(), double.NegativeInfinity).MoveToOuterDisposeScope();
    }
}
