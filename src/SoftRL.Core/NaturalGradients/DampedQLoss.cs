using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Damped Q regression: <see cref="SoftQLoss"/> towards <c>(1 − ε)·Q_old + ε·y</c>. With the state value held fixed its
/// solution is, to first order, the natural gradient step of size ε/τ.</summary>
/// <remarks>Equations NG-6 and NG-7 of docs/math/natural-gradients.md.</remarks>
public static class DampedQLoss
{
    /// <summary>The damped targets, <c>(1 − ε)·Q_old(s,a) + ε·y</c>.</summary>
    /// <param name="oldTakenQ">Q of the action taken before the step, float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="targets">y, the backed-up value, like <paramref name="oldTakenQ"/>. Borrowed.</param>
    /// <param name="damping">ε, in [0, 1]: 0 stays at the old Q, 1 is plain soft Q-learning.</param>
    /// <returns>The damped targets, <c>[B]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or the two differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="damping"/> is outside [0, 1].</exception>
    public static Tensor Targets(Tensor oldTakenQ, Tensor targets, double damping)
    {
        LossBatch.Vector(oldTakenQ);
        Require.Like(targets, oldTakenQ);
        Require.Within(0, 1, damping);

        using var scope = NewDisposeScope();
        return Interpolate(oldTakenQ, targets, damping).MoveToOuterDisposeScope();
    }

    /// <summary>Mean over the batch of <c>½(Q(s,a) − (1 − ε)·Q_old(s,a) − ε·y)²</c>.</summary>
    /// <param name="takenQ">Q of the action taken, float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="oldTakenQ">Q_old, like <paramref name="takenQ"/>. No gradient flows into it. Borrowed.</param>
    /// <param name="targets">y, like <paramref name="takenQ"/>. No gradient flows into it. Borrowed.</param>
    /// <param name="damping">ε, in [0, 1].</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in <paramref name="takenQ"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="damping"/> is outside [0, 1].</exception>
    public static Tensor Mean(Tensor takenQ, Tensor oldTakenQ, Tensor targets, double damping)
    {
        LossBatch.Vector(takenQ);
        Require.Like(oldTakenQ, takenQ);
        Require.Like(targets, takenQ);
        Require.Within(0, 1, damping);

        using var scope = NewDisposeScope();
        return LossBatch.HalfMeanSquare(takenQ, Interpolate(oldTakenQ, targets, damping)).MoveToOuterDisposeScope();
    }

    private static Tensor Interpolate(Tensor oldTakenQ, Tensor targets, double damping) =>
        (oldTakenQ * (1 - damping)).add(targets, damping);
}
