using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The Euclidean norm of several tensors taken as one vector, and clipping by it.</summary>
/// <remarks>Equation SD-9 of docs/math/sac-and-dspg.md. Nothing is read back from the device.</remarks>
public static class GlobalNorm
{
    /// <summary><c>‖g‖ = √(Σ over all elements of all tensors of g²)</c>.</summary>
    /// <param name="gradients">At least one float tensor, any shapes, one dtype and device. Borrowed.</param>
    /// <returns>The norm, a scalar <c>[]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">There is no tensor, one is not float, or they differ in dtype or device.</exception>
    public static Tensor Of(IReadOnlyList<Tensor> gradients)
    {
        Check(gradients);

        using var scope = NewDisposeScope();
        return Norm(gradients).MoveToOuterDisposeScope();
    }

    /// <summary>The gradients, shrunk together to the given norm where they exceed it: <c>g·N / max(‖g‖, N)</c>.</summary>
    /// <param name="gradients">At least one float tensor, any shapes, one dtype and device. Borrowed.</param>
    /// <param name="maximumNorm">N; finite and positive.</param>
    /// <returns>As many new tensors, in order; owned by the caller.</returns>
    /// <exception cref="ArgumentException">There is no tensor, one is not float, or they differ in dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumNorm"/> is not finite and positive.</exception>
    public static IReadOnlyList<Tensor> Clip(IReadOnlyList<Tensor> gradients, double maximumNorm)
    {
        Check(gradients);
        Require.Positive(maximumNorm);

        using var scope = NewDisposeScope();
        var factor = maximumNorm / Norm(gradients).clamp_min(maximumNorm);
        var clipped = gradients.Select(gradient => gradient * factor).ToArray();
        scope.MoveToOuter(clipped);
        return clipped;
    }

    /// <summary>One flat gradient, shrunk to the given norm where it exceeds it.</summary>
    /// <param name="gradient">g, float, any shape. Borrowed.</param>
    /// <param name="maximumNorm">N; finite and positive.</param>
    /// <returns>A new tensor, like <paramref name="gradient"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">The tensor is not float32 or float64.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumNorm"/> is not finite and positive.</exception>
    public static Tensor Clip(Tensor gradient, double maximumNorm)
    {
        Require.Float(gradient);
        return Clip([gradient], maximumNorm)[0];
    }

    private static Tensor Norm(IReadOnlyList<Tensor> gradients)
    {
        var square = gradients[0].square().sum();
        for (var i = 1; i < gradients.Count; i++)
        {
            square = square + gradients[i].square().sum();
        }

        return square.sqrt();
    }

    private static void Check(IReadOnlyList<Tensor> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (gradients.Count == 0)
        {
            throw new ArgumentException("There is no tensor.", nameof(gradients));
        }

        foreach (var gradient in gradients)
        {
            Require.Float(gradient, nameof(gradients));
            Require.SameDtype(gradient, gradients[0], nameof(gradients));
            Require.SameDevice(gradient, gradients[0], nameof(gradients));
        }
    }
}
