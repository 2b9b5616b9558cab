using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Kullback–Leibler divergence and entropy of discrete policies.</summary>
/// <remarks>Equations KL-1 and KL-2 of docs/math/divergences.md. For Gaussian policies see <see cref="GaussianDivergences"/>.</remarks>
public static class Divergences
{
    /// <summary>Divergence from a reference policy, <c>KL(s) = Σₐ π(a|s) · (ln π(a|s) − ln π̄(a|s))</c>.</summary>
    /// <param name="logPolicy">ln π, float <c>[B, A]</c>, nats, normalised; −∞ where π is zero. Borrowed.</param>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats, normalised; −∞ masks an action. Borrowed. When
    /// omitted, π̄ is the counting measure and the result is minus the entropy.</param>
    /// <returns>KL, <c>[B]</c>, nats: not negative with a reference distribution, in [−ln A, 0] without; +∞ where π has mass on
    /// a masked action; owned by the caller. An action with π = 0 contributes 0 to the value and to every gradient.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <remarks>Equation KL-1 of docs/math/divergences.md.</remarks>
    public static Tensor KullbackLeibler(Tensor logPolicy, Tensor? logPrior = null)
    {
        Require.FloatMatrix(logPolicy);
        Require.LogPrior(logPrior, logPolicy);

        using var scope = NewDisposeScope();
        var logRatio = logPrior is null ? logPolicy : logPolicy - logPrior;
        return Mean(logPolicy, logRatio).MoveToOuterDisposeScope();
    }

    /// <summary>Entropy, <c>H(s) = −Σₐ π(a|s) · ln π(a|s)</c>.</summary>
    /// <param name="logPolicy">ln π, float <c>[B, A]</c>, nats, normalised; −∞ where π is zero. Borrowed.</param>
    /// <returns>H, <c>[B]</c>, nats, in [0, ln A]; owned by the caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="logPolicy"/> has the wrong rank or dtype.</exception>
    /// <remarks>Equation KL-2 of docs/math/divergences.md.</remarks>
    public static Tensor Entropy(Tensor logPolicy)
    {
        Require.FloatMatrix(logPolicy);

        using var scope = NewDisposeScope();
        return Mean(logPolicy, logPolicy).neg().MoveToOuterDisposeScope();
    }

    // Cleared where π = 0 before it meets π: a product 0 · ∞ is not a number, forwards and backwards.
    private static Tensor Mean(Tensor logPolicy, Tensor perAction) =>
        (logPolicy.exp() * perAction.masked_fill(logPolicy.isneginf(), 0)).sum(-1);
}
