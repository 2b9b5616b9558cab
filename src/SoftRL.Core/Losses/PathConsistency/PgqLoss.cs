using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The PGQ update: an actor-critic loss on fresh data and a Q-learning loss of the same network, read through
/// <see cref="PgqHead"/>, on replayed data, mixed.</summary>
/// <remarks>Equation HD-5 of docs/math/heads.md.</remarks>
public static class PgqLoss
{
    /// <summary><c>(1 − η)·L_actor-critic + η·L_Q</c>.</summary>
    /// <param name="actorCriticLoss">A scalar <c>[]</c>, for instance of <see cref="A2cLoss"/>. Borrowed.</param>
    /// <param name="qLoss">A scalar <c>[]</c>, for instance of <see cref="SoftQLoss"/> on <see cref="PgqHead.TakenQ"/>, of the same dtype and
    /// device. Borrowed.</param>
    /// <param name="mix">η, in [0, 1]: 0 is pure actor-critic, 1 pure Q-learning.</param>
    /// <returns>The loss, a scalar <c>[]</c>, differentiable in both; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float scalar, or the two differ in dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mix"/> is outside [0, 1].</exception>
    public static Tensor Mix(Tensor actorCriticLoss, Tensor qLoss, double mix)
    {
        Require.FloatRank(0, actorCriticLoss);
        Require.Like(qLoss, actorCriticLoss);
        Require.Within(0, 1, mix);

        using var scope = NewDisposeScope();
        return (actorCriticLoss * (1 - mix)).add(qLoss, mix).MoveToOuterDisposeScope();
    }
}
