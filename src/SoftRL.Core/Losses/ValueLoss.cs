using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The state-value loss, <c>½(V(s) − ŷ)²</c>: regression of the state value on a constant target.</summary>
/// <remarks>Equation LS-5 of docs/math/losses.md. The targets come from <see cref="Backups.StateTargets"/> (n-step) or
/// <see cref="Backups.LambdaStateTargets"/>, or with the matching advantages from <see cref="PolicyGradientReturns"/>.</remarks>
public static class ValueLoss
{
    /// <summary>Mean over the batch of <c>½(V(s) − ŷ)²</c>.</summary>
    /// <param name="values">V(s), float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="targets">ŷ, like <paramref name="values"/>. No gradient flows into it. Borrowed.</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in <paramref name="values"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or the two differ in shape, dtype or device.</exception>
    public static Tensor Mean(Tensor values, Tensor targets)
    {
        LossBatch.Vector(values);
        Require.Like(targets, values);

        using var scope = NewDisposeScope();
        return LossBatch.HalfMeanSquare(values, targets).MoveToOuterDisposeScope();
    }

    /// <summary>Weighted sum, <c>Σᵢ wᵢ·½(V(sᵢ) − ŷᵢ)²</c>: the exact expectation when the weights are probabilities.</summary>
    /// <param name="values">V(s), float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="targets">ŷ, like <paramref name="values"/>. No gradient flows into it. Borrowed.</param>
    /// <param name="weights">w, like <paramref name="values"/>, no unit. No gradient flows into it. Borrowed.</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in <paramref name="values"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device.</exception>
    public static Tensor Expected(Tensor values, Tensor targets, Tensor weights)
    {
        LossBatch.Vector(values);
        Require.Like(targets, values);
        Require.Like(weights, values);

        using var scope = NewDisposeScope();
        return LossBatch.HalfWeightedSquare(values, targets, weights).MoveToOuterDisposeScope();
    }
}
