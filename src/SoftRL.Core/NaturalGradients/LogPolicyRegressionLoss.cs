using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The regression behind the natural gradient, <c>½(log π(a|s) − log π_old(a|s) − εA)²</c>: move every log-probability by
/// its advantage.</summary>
/// <remarks>Equation NG-5 of docs/math/natural-gradients.md. One Gauss–Newton step from π_old solves it to first order in ε, and
/// is <see cref="NaturalGradient.Step(TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, double, double)"/>.</remarks>
public static class LogPolicyRegressionLoss
{
    /// <summary>Mean over the batch of <c>½(log π(a|s) − log π_old(a|s) − εA)²</c>.</summary>
    /// <param name="takenLogProbabilities">log π of the action taken, float <c>[B]</c>, nats, finite. Borrowed.</param>
    /// <param name="oldTakenLogProbabilities">log π_old, like <paramref name="takenLogProbabilities"/>. No gradient flows into it. Borrowed.</param>
    /// <param name="advantages">A, like <paramref name="takenLogProbabilities"/>, reward units; with a temperature, those of
    /// <see cref="NaturalGradient.RegularizedAdvantages"/> at π_old. No gradient flows into it. Borrowed.</param>
    /// <param name="stepSize">ε, nats per reward unit; finite and positive.</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared nats, differentiable in <paramref name="takenLogProbabilities"/>; owned by
    /// the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stepSize"/> is not finite and positive.</exception>
    public static Tensor Mean(Tensor takenLogProbabilities, Tensor oldTakenLogProbabilities, Tensor advantages, double stepSize)
    {
        LossBatch.Vector(takenLogProbabilities);
        Require.Like(oldTakenLogProbabilities, takenLogProbabilities);
        Require.Like(advantages, takenLogProbabilities);
        Require.Positive(stepSize);

        using var scope = NewDisposeScope();
        var targets = oldTakenLogProbabilities.add(advantages, stepSize);
        return LossBatch.HalfMeanSquare(takenLogProbabilities, targets).MoveToOuterDisposeScope();
    }
}
