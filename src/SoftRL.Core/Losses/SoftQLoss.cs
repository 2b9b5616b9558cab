using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The n-step soft Q-learning loss, <c>½(Q(s,a) − y)²</c>: regression of the value of the action taken on a
/// constant target.</summary>
/// <remarks>Equation LS-1 of docs/math/losses.md. The targets come from <see cref="Backups.ActionTargets"/> (n-step) or
/// <see cref="Backups.LambdaActionTargets"/>; Q may be a network's output or <see cref="DuelingHead.TakenQ"/>.</remarks>
public static class SoftQLoss
{
    /// <summary>Mean over the batch of <c>½(Q(s,a) − y)²</c>.</summary>
    /// <param name="takenQ">Q of the action taken, float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="targets">y, like <paramref name="takenQ"/>. No gradient flows into it. Borrowed.</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in <paramref name="takenQ"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or the two differ in shape, dtype or device.</exception>
    public static Tensor Mean(Tensor takenQ, Tensor targets)
    {
        LossBatch.Vector(takenQ);
        Require.Like(targets, takenQ);

        using var scope = NewDisposeScope();
        return LossBatch.HalfMeanSquare(takenQ, targets).MoveToOuterDisposeScope();
    }

    /// <summary>Weighted sum, <c>Σᵢ wᵢ·½(Q(sᵢ,aᵢ) − yᵢ)²</c>: the exact expectation when the rows enumerate all outcomes and the
    /// weights are their probabilities; a prioritised or importance-weighted loss when they are not.</summary>
    /// <param name="takenQ">Q of the action taken, float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="targets">y, like <paramref name="takenQ"/>. No gradient flows into it. Borrowed.</param>
    /// <param name="weights">w, like <paramref name="takenQ"/>, no unit. No gradient flows into it. Borrowed.</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in <paramref name="takenQ"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device.</exception>
    public static Tensor Expected(Tensor takenQ, Tensor targets, Tensor weights)
    {
        LossBatch.Vector(takenQ);
        Require.Like(targets, takenQ);
        Require.Like(weights, takenQ);

        using var scope = NewDisposeScope();
        return LossBatch.HalfWeightedSquare(takenQ, targets, weights).MoveToOuterDisposeScope();
    }
}
