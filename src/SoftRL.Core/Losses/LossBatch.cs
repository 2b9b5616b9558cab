using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>What every loss over a batch asks of its inputs, and the two ways it reduces them. Opens no scope.</summary>
internal static class LossBatch
{
    /// <summary>A float vector with at least one element: the mean of none is not a number.</summary>
    public static void Vector(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        Require.FloatVector(tensor, name);
        NotEmpty(tensor, name);
    }

    /// <summary>A float matrix with at least one element.</summary>
    public static void Matrix(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        Require.FloatMatrix(tensor, name);
        NotEmpty(tensor, name);
    }

    /// <summary>One value per state, <c>[B]</c>, or one per sampled action and state, <c>[M, B]</c>; not empty.</summary>
    public static void Samples(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        Require.Float(tensor, name);
        if (tensor.dim() is not (1 or 2))
        {
            throw new ArgumentException($"{name} must have shape [B] or [M, B]; its shape is [{string.Join(", ", tensor.shape)}].", name);
        }

        NotEmpty(tensor, name);
    }

    /// <summary>log π − log π̄ of sampled actions; log π itself for the counting measure. Finite inputs.</summary>
    public static Tensor LogRatio(Tensor logProbabilities, Tensor? priorLogProbabilities) =>
        priorLogProbabilities is null ? logProbabilities : logProbabilities - priorLogProbabilities;

    /// <summary>Mean of ½(prediction − target)², the target held constant. Any shape.</summary>
    public static Tensor HalfMeanSquare(Tensor prediction, Tensor targets) =>
        nn.functional.mse_loss(prediction, targets.detach()) * 0.5;

    /// <summary>Σ w·½(prediction − target)², target and weights held constant. Vectors.</summary>
    public static Tensor HalfWeightedSquare(Tensor prediction, Tensor targets, Tensor weights) =>
        (prediction - targets.detach()).square().dot(weights.detach()) * 0.5;

    private static void NotEmpty(Tensor tensor, string? name)
    {
        if (tensor.numel() == 0)
        {
            throw new ArgumentException($"{name} must have at least one element; its shape is [{string.Join(", ", tensor.shape)}].", name);
        }
    }
}
