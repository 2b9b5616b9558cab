using SoftRL.Testing;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>Gradients of a weighted sum of a function's outputs, by autograd and by central differences.</summary>
internal static class Gradients
{
    /// <summary>∂ Σ wᵢ f(x)ᵢ / ∂x with fixed unequal weights, by autograd. The caller's scope owns it.</summary>
    public static Tensor Of(Func<Tensor, Tensor> function, Tensor at)
    {
        var input = at.detach().clone().requires_grad_();
        Weighted(function(input)).backward();
        return input.grad!;
    }

    /// <summary>The same by central differences, float64 only.</summary>
    public static Tensor Differences(Func<Tensor, Tensor> function, Tensor at, double step = 1e-6)
    {
        var numbers = at.Numbers();
        var gradient = new double[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            gradient[i] = (Shifted(i, step) - Shifted(i, -step)) / (2 * step);
        }

        return gradient.ToTensor().reshape(at.shape);

        double Shifted(int index, double by)
        {
            using var scope = NewDisposeScope();
            double[] moved = [.. numbers];
            moved[index] += by;
            return Weighted(function(moved.ToTensor().reshape(at.shape))).item<double>();
        }
    }

    public static void ShouldAgree(Func<Tensor, Tensor> function, Tensor at, string about, double absolute = 2e-8)
    {
        using var scope = NewDisposeScope();
        TensorAssert.AllClose(Of(function, at), Differences(function, at), 1e-6, absolute, about);
    }

    /// <summary>The fixed weights, one per output in row order: 1, 1.5, 2, …</summary>
    public static double Weight(int index) => 1 + (0.5 * index);

    private static Tensor Weighted(Tensor output)
    {
        var weights = Enumerable.Range(0, (int)output.numel()).Select(Weight).ToArray();
        return (output * weights.ToTensor(output.dtype, output.device.ToString()).reshape(output.shape)).sum();
    }
}
