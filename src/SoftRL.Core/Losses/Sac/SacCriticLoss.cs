using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The critic losses of soft actor-critic: <see cref="SoftQLoss"/> on one-step targets that follow the current policy.</summary>
/// <remarks>Equation SD-3 of docs/math/sac-and-dspg.md. Targets: <see cref="Backups.FixedPolicyAction"/> (discrete
/// actions, exact) or <see cref="SoftBellmanTargets.OneStep"/> over <see cref="SoftBellmanTargets.SampledValue"/> (continuous).</remarks>
public static class SacCriticLoss
{
    /// <summary>One critic: mean over the batch of <c>½(Q(s,a) − y)²</c>.</summary>
    /// <param name="takenQ">Q of the stored action, float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="targets">y, like <paramref name="takenQ"/>. No gradient flows into it. Borrowed.</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in <paramref name="takenQ"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or the two differ in shape, dtype or device.</exception>
    public static Tensor Mean(Tensor takenQ, Tensor targets) => SoftQLoss.Mean(takenQ, targets);

    /// <summary>Twin critics on one target: the sum of both means.</summary>
    /// <param name="firstTakenQ">Q₁ of the stored action, float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="secondTakenQ">Q₂ of the stored action, like <paramref name="firstTakenQ"/>. Borrowed.</param>
    /// <param name="targets">y, made with the smaller of the twins' target networks, like <paramref name="firstTakenQ"/>. No gradient
    /// flows into it. Borrowed.</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in both Q; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device.</exception>
    public static Tensor TwinMean(Tensor firstTakenQ, Tensor secondTakenQ, Tensor targets)
    {
        LossBatch.Vector(firstTakenQ);
        Require.Like(secondTakenQ, firstTakenQ);
        Require.Like(targets, firstTakenQ);

        using var scope = NewDisposeScope();
        var first = LossBatch.HalfMeanSquare(firstTakenQ, targets);
        var second = LossBatch.HalfMeanSquare(secondTakenQ, targets);
        return (first + second).MoveToOuterDisposeScope();
    }

    /// <summary>K critics on one target: the sum of their means, in one operation however many they are.</summary>
    /// <param name="takenQ">Q of the stored action by every critic, float <c>[K, B]</c>, reward units. Borrowed.</param>
    /// <param name="targets">y, float <c>[B]</c>. No gradient flows into it. Borrowed.</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in <paramref name="takenQ"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or they differ in B, dtype or device.</exception>
    public static Tensor EnsembleMean(Tensor takenQ, Tensor targets)
    {
        LossBatch.Matrix(takenQ);
        LossBatch.Vector(targets);
        Require.SharedOrPerRow(targets, takenQ);

        using var scope = NewDisposeScope();
        var mean = nn.functional.mse_loss(takenQ, targets.detach().expand_as(takenQ));
        return (takenQ.size(0) == 2 ? mean : mean * (0.5 * takenQ.size(0))).MoveToOuterDisposeScope();
    }
}
