using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The average Fisher information of a policy, <c>F = E[ψψᵀ]</c>, estimated by the mean over the rows of a score
/// matrix.</summary>
/// <remarks>Equation NG-2 of docs/math/natural-gradients.md; scores as in <see cref="ScoreMatrix"/>.</remarks>
public static class FisherInformation
{
    /// <summary><c>F = ΨᵀΨ / M</c>.</summary>
    /// <param name="scores">Ψ, float <c>[M, P]</c>, nats per parameter unit. Borrowed.</param>
    /// <returns>F, <c>[P, P]</c>, symmetric and positive semidefinite; owned by the caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="scores"/> is no float matrix or is empty.</exception>
    public static Tensor Matrix(Tensor scores)
    {
        LossBatch.Matrix(scores);

        using var scope = NewDisposeScope();
        return (scores.t().mm(scores) / (double)scores.size(0)).MoveToOuterDisposeScope();
    }

    /// <summary><c>(F + ρI)·v = Ψᵀ(Ψv) / M + ρv</c>, without forming F.</summary>
    /// <param name="scores">Ψ, float <c>[M, P]</c>, nats per parameter unit. Borrowed.</param>
    /// <param name="vector">v, float <c>[P]</c>. Borrowed.</param>
    /// <param name="damping">ρ; finite and not negative.</param>
    /// <returns>The product, <c>[P]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="damping"/> is negative or not finite.</exception>
    public static Tensor VectorProduct(Tensor scores, Tensor vector, double damping = 0)
    {
        LossBatch.Matrix(scores);
        Require.Shape(vector, [scores.size(1)]);
        Require.SameDtype(vector, scores);
        Require.SameDevice(vector, scores);
        Require.NonNegative(damping);

        using var scope = NewDisposeScope();
        var product = scores.t().mv(scores.mv(vector)) / (double)scores.size(0);
        return product.add(vector, damping).MoveToOuterDisposeScope();
    }
}
