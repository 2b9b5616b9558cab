using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Gradients as plain vectors, all parameters side by side.</summary>
internal static class FlatGradient
{
    /// <summary>∂ loss / ∂ parameters; 0 where the loss does not depend on one. Keeps the graph.</summary>
    internal static double[] Of(Tensor loss, IReadOnlyList<Tensor> parameters)
    {
        using var scope = NewDisposeScope();

        // Autograd refuses a parameter that the loss does not depend on: adding its sum times zero makes it depend.
        var anchored = loss;
        foreach (var parameter in parameters)
        {
            anchored = anchored + (parameter.sum() * 0).cpu();
        }

        var gradients = autograd.grad([anchored], [.. parameters], retain_graph: true);
        return [.. gradients.SelectMany(TableTensors.ToVector)];
    }

    internal static double Norm(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));

    /// <summary>‖left − right‖ / ‖right‖; 0 when both vanish.</summary>
    internal static double Difference(double[] left, double[] right)
    {
        var gap = Norm([.. left.Zip(right, (x, y) => x - y)]);
        return gap == 0 ? 0 : gap / Norm(right);
    }

    /// <summary>Σ coefficient · vector.</summary>
    internal static double[] Combine(params (double Coefficient, double[] Vector)[] parts)
    {
        var sum = new double[parts[0].Vector.Length];
        foreach (var (coefficient, vector) in parts)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += coefficient * vector[i];
            }
        }

        return sum;
    }
}
