using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Stein variational gradient descent: where to move particles so that their distribution comes nearer to a density known up to a constant.</summary>
/// <remarks>Equations ST-2 and ST-3 of docs/math/stein.md. Run them under <c>no_grad()</c>: a direction is a constant to whoever follows it.</remarks>
public static class SteinDirections
{
    /// <summary>The direction of steepest descent of KL(particles ‖ p) in the kernel's function space, at given points:
    /// <c>φ(y) = (1/K) Σ_i [ k(x_i, y) ∇ ln p(x_i) + ∇_{x_i} k(x_i, y) ]</c>, the bandwidth by the median heuristic in each state.</summary>
    /// <param name="points">y, where the direction is asked for, float <c>[B, M, D]</c>. Borrowed.</param>
    /// <param name="particles">x, samples of what is to be moved, float <c>[B, K, D]</c>; may be <paramref name="points"/>. Borrowed.</param>
    /// <param name="scores">∇ ln p at the particles, like <paramref name="particles"/>. Borrowed.</param>
    /// <param name="minimumBandwidth">Floor of the kernel's bandwidth h, positive, squared units of the particles.</param>
    /// <returns>φ, <c>[B, M, D]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or batches, dimensions, dtypes or devices differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimumBandwidth"/> is not finite and positive.</exception>
    /// <remarks>Equation ST-2 of docs/math/stein.md.</remarks>
    public static Tensor Direction(Tensor points, Tensor particles, Tensor scores, double minimumBandwidth)
    {
        Check(points, particles, scores);
        Require.Positive(minimumBandwidth);

        using var scope = NewDisposeScope();
        var squaredDistances = RbfKernel.SquaredDistances(particles, points);
        var bandwidths = RbfKernel.MedianBandwidth(squaredDistances, minimumBandwidth);
        return Sum(points, particles, scores, squaredDistances, bandwidths).MoveToOuterDisposeScope();
    }

    /// <summary>The same with given bandwidths.</summary>
    /// <param name="points">y, where the direction is asked for, float <c>[B, M, D]</c>. Borrowed.</param>
    /// <param name="particles">x, samples of what is to be moved, float <c>[B, K, D]</c>; may be <paramref name="points"/>. Borrowed.</param>
    /// <param name="scores">∇ ln p at the particles, like <paramref name="particles"/>. Borrowed.</param>
    /// <param name="bandwidths">h of each state, float <c>[B]</c>, positive. Borrowed.</param>
    /// <returns>φ, <c>[B, M, D]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or batches, dimensions, dtypes or devices differ.</exception>
    /// <remarks>Equation ST-2 of docs/math/stein.md.</remarks>
    public static Tensor Direction(Tensor points, Tensor particles, Tensor scores, Tensor bandwidths)
    {
        Check(points, particles, scores);

        using var scope = NewDisposeScope();
        return Sum(points, particles, scores, RbfKernel.SquaredDistances(particles, points), bandwidths).MoveToOuterDisposeScope();
    }

    /// <summary>Scores of u where a = tanh u has a known density on the box: <c>∇_u ln p(u) = ∇_u ln p(tanh u) − 2 tanh u</c>.</summary>
    /// <param name="gradients">∇_u of the log-density of a at a = tanh u (with respect to a), float, any shape. Borrowed.</param>
    /// <param name="actions">a = tanh u, like <paramref name="gradients"/>. Borrowed.</param>
    /// <returns>Like <paramref name="gradients"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is not float, or they differ in shape, dtype or device.</exception>
    /// <remarks>Equation ST-3 of docs/math/stein.md.</remarks>
    public static Tensor UnsquashedScores(Tensor gradients, Tensor actions)
    {
        Require.Float(gradients);
        Require.Like(actions, gradients);
        return gradients.add(actions, -2);
    }

    // Σ_i k s_i − (2/h) Σ_i k (x_i − y)  =  Σ_i k (s_i − (2/h) x_i) + (2/h) y Σ_i k: one product of matrices. Coordinates are counted from the mean, so that
    // particles far out and close together keep the digits of their differences.
    private static Tensor Sum(Tensor points, Tensor particles, Tensor scores, Tensor squaredDistances, Tensor bandwidths)
    {
        var kernel = RbfKernel.Values(squaredDistances, bandwidths);
        var slope = 2 / bandwidths.view(-1, 1, 1);
        var centre = particles.mean([1], keepdim: true);
        var pulled = kernel.transpose(1, 2).bmm(scores - ((particles - centre) * slope));
        var pushed = kernel.sum([1]).unsqueeze(-1) * (points - centre) * slope;
        return (pulled + pushed) / particles.size(1);
    }

    private static void Check(Tensor points, Tensor particles, Tensor scores)
    {
        RbfKernel.Particles(points, nameof(points));
        RbfKernel.Particles(particles, nameof(particles));
        Require.Shape(particles, [points.size(0), particles.size(1), points.size(2)]);
        Require.SameDtype(particles, points);
        Require.SameDevice(particles, points);
        Require.Like(scores, particles);
    }
}
