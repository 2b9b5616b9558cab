using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The Gaussian kernel between two sets of particles per state, <c>k(x, y) = exp(−‖x − y‖²/h)</c>.</summary>
/// <remarks>Equation ST-1 of docs/math/stein.md.</remarks>
public static class RbfKernel
{
    /// <summary>Squared Euclidean distances, <c>‖x_i − y_j‖²</c>.</summary>
    /// <param name="particles">x, float <c>[B, K, D]</c>. Borrowed.</param>
    /// <param name="points">y, float <c>[B, M, D]</c>. Borrowed.</param>
    /// <returns><c>[B, K, M]</c>, exactly 0 where two particles agree; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or batches, dimensions, dtypes or devices differ.</exception>
    public static Tensor SquaredDistances(Tensor particles, Tensor points)
    {
        Particles(particles, nameof(particles));
        Require.FloatRank(3, points);
        Require.Shape(points, [particles.size(0), Math.Max(1, points.size(1)), particles.size(2)]);
        Require.SameDtype(points, particles);
        Require.SameDevice(points, particles);

        using var scope = NewDisposeScope();
        // Differences, not the expanded square: that one loses the small distances, which decide how near particles push each other apart.
        return (particles.unsqueeze(2) - points.unsqueeze(1)).square().sum(-1).MoveToOuterDisposeScope();
    }

    /// <summary>The median heuristic, <c>h = med_{i,j} ‖x_i − y_j‖² / ln(K + 1)</c>, not below a floor.</summary>
    /// <param name="squaredDistances">Of K particles to M points, float <c>[B, K, M]</c>. Borrowed.</param>
    /// <param name="minimum">The floor, positive: without one, particles that agree would give a kernel of width 0.</param>
    /// <returns>h, <c>[B]</c>; the lower median when K·M is even; owned by the caller.</returns>
    /// <exception cref="ArgumentException">The tensor has the wrong rank or dtype, or is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimum"/> is not finite and positive.</exception>
    public static Tensor MedianBandwidth(Tensor squaredDistances, double minimum)
    {
        Particles(squaredDistances, nameof(squaredDistances));
        Require.Positive(minimum);

        using var scope = NewDisposeScope();
        var all = squaredDistances.flatten(1);
        var (median, _) = all.kthvalue((all.size(1) + 1) / 2, 1);
        return (median / Math.Log(squaredDistances.size(1) + 1)).clamp_min(minimum).MoveToOuterDisposeScope();
    }

    /// <summary>The kernel at given distances.</summary>
    /// <param name="squaredDistances">‖x_i − y_j‖², float <c>[B, K, M]</c>. Borrowed.</param>
    /// <param name="bandwidths">h, float <c>[B]</c>, positive. Borrowed.</param>
    /// <returns>k, <c>[B, K, M]</c>, in [0, 1]; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    public static Tensor Values(Tensor squaredDistances, Tensor bandwidths)
    {
        Particles(squaredDistances, nameof(squaredDistances));
        Require.Shape(bandwidths, [squaredDistances.size(0)]);
        Require.SameDtype(bandwidths, squaredDistances);
        Require.SameDevice(bandwidths, squaredDistances);

        using var scope = NewDisposeScope();
        return squaredDistances.neg().div(bandwidths.view(-1, 1, 1)).exp().MoveToOuterDisposeScope();
    }

    // [B, K, D] with at least one particle per state.
    internal static void Particles(Tensor tensor, string name)
    {
        Require.FloatRank(3, tensor, name);
        Require.Shape(tensor, [tensor.size(0), Math.Max(1, tensor.size(1)), Math.Max(1, tensor.size(2))], name);
    }
}
