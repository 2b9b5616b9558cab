using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The natural policy gradient as a least-squares problem: the step w that changes the log-probabilities of the sampled
/// actions as much as possible like ε times their advantages.</summary>
/// <remarks>Equations NG-3, NG-4 and NG-8 of docs/math/natural-gradients.md; scores as in <see cref="ScoreMatrix"/> or <see cref="ScoreProducts"/>.</remarks>
public static partial class NaturalGradient
{
    /// <summary><c>w = argmin ½‖Ψw − εA‖²/M + ½ρ‖w‖² = ε(F + ρI)⁻¹·g</c>, with <c>F = ΨᵀΨ/M</c> and <c>g = ΨᵀA/M</c>. Without damping
    /// it is the solution of smallest norm, defined even where F is singular (softmax scores always make it so).</summary>
    /// <param name="scores">Ψ, float <c>[M, P]</c>, nats per parameter unit. Borrowed.</param>
    /// <param name="advantages">A, float <c>[M]</c>, reward units; with a temperature, those of <see cref="RegularizedAdvantages"/>.
    /// Borrowed.</param>
    /// <param name="stepSize">ε, nats per reward unit; finite and positive.</param>
    /// <param name="damping">ρ, finite and not negative.</param>
    /// <returns>w, <c>[P]</c>, an ascent direction in parameter units; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    public static Tensor Step(Tensor scores, Tensor advantages, double stepSize, double damping = 0)
    {
        LossBatch.Matrix(scores);
        Require.Shape(advantages, [scores.size(0)]);
        Require.SameDtype(advantages, scores);
        Require.SameDevice(advantages, scores);
        Require.Positive(stepSize);
        Require.NonNegative(damping);

        using var scope = NewDisposeScope();
        var direction = damping == 0
            ? linalg.pinv(scores).mv(advantages)
            : Damped(scores, advantages, damping * scores.size(0));
        return (direction * stepSize).MoveToOuterDisposeScope();
    }

    /// <summary>The advantages of the regularised objective, <c>A − τ·(log(π/π̄)(a|s) − KL(s))</c>: the gradient of the penalty
    /// written as one more advantage, whose mean under π is zero.</summary>
    /// <param name="advantages">A, float <c>[M]</c>, reward units. Borrowed.</param>
    /// <param name="takenLogRatio">log π_old − log π̄ of the action taken, like <paramref name="advantages"/>, nats, finite. Borrowed.</param>
    /// <param name="kl">KL(s) of π_old, like <paramref name="advantages"/>, nats. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and not negative.</param>
    /// <returns>The advantages, <c>[M]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, or they differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not finite.</exception>
    public static Tensor RegularizedAdvantages(Tensor advantages, Tensor takenLogRatio, Tensor kl, double temperature)
    {
        Require.FloatVector(advantages);
        Require.Like(takenLogRatio, advantages);
        Require.Like(kl, advantages);
        Require.NonNegative(temperature);

        using var scope = NewDisposeScope();
        return advantages.add(kl - takenLogRatio, temperature).MoveToOuterDisposeScope();
    }

    /// <summary>(ΨᵀΨ + rI)⁻¹Ψᵀ A = Ψᵀ(ΨΨᵀ + rI)⁻¹ A: the smaller of the two systems is solved.</summary>
    private static Tensor Damped(Tensor scores, Tensor advantages, double ridge)
    {
        var transposed = scores.t();
        return scores.size(1) <= scores.size(0)
            ? linalg.solve(Ridge(transposed.mm(scores), ridge), transposed.mv(advantages))
            : transposed.mv(linalg.solve(Ridge(scores.mm(transposed), ridge), advantages));
    }

    private static Tensor Ridge(Tensor gram, double ridge) =>
        gram.add(eye(gram.size(0), dtype: gram.dtype, device: gram.device), ridge);
}
