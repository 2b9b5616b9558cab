using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>Float64 tensors from and to plain numbers, random numbers from a seed, and two ways to a gradient.</summary>
internal static class Doubles
{
    public const double NegativeInfinity = double.NegativeInfinity;

    public static Tensor Vector(params double[] values) => tensor(values, dtype: ScalarType.Float64);

    public static Tensor Shaped(double[] values, params long[] shape) => Vector(values).reshape(shape);

    public static Tensor Floats(params double[] values) => tensor(values, dtype: ScalarType.Float32);

    public static double[] Read(Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().cpu().to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
    }

    public static double Number(Tensor scalar) => Read(scalar).Single();

    /// <summary>Independent numbers, uniform in [−scale, scale].</summary>
    public static double[] Draw(Random random, int count, double scale = 1)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = scale * (2 * random.NextDouble() - 1);
        }

        return values;
    }

    /// <summary>A random distribution over <paramref name="actions"/> per row, in logarithms; rows are flattened.</summary>
    public static double[] DrawLogPolicy(Random random, int rows, int actions, double scale = 1) =>
        Enumerable.Range(0, rows).SelectMany(_ => LogSoftmax(Draw(random, actions, scale))).ToArray();

    public static double[] LogSoftmax(double[] logits)
    {
        var maximum = logits.Max();
        var logSum = maximum + Math.Log(logits.Sum(logit => Math.Exp(logit - maximum)));
        return Array.ConvertAll(logits, logit => logit - logSum);
    }

    /// <summary>Gradient of a scalar function by autograd.</summary>
    public static double[] Gradient(Func<Tensor, Tensor> function, double[] at, params long[] shape)
    {
        using var scope = NewDisposeScope();
        var x = Shaped(at, shape.Length == 0 ? [at.Length] : shape).detach().requires_grad_();
        function(x).backward();
        return Read(x.grad!);
    }

    /// <summary>Gradient of a scalar function by central differences, good to about 1e-9 for functions of size 1.</summary>
    public static double[] Differences(Func<Tensor, Tensor> function, double[] at, params long[] shape)
    {
        const double step = 1e-5;
        var gradient = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            gradient[i] = (Shifted(i, step) - Shifted(i, -step)) / (2 * step);
        }

        return gradient;

        double Shifted(int index, double by)
        {
            using var scope = NewDisposeScope();
            var point = (double[])at.Clone();
            point[index] += by;
            return Number(function(Shaped(point, shape.Length == 0 ? [at.Length] : shape)));
        }
    }

    /// <summary>Every element close: |actual − expected| ≤ tolerance·(1 + |expected|); a not-a-number is never close.</summary>
    public static bool Close(IReadOnlyList<double> actual, IReadOnlyList<double> expected, double tolerance = 1e-12)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            var same = actual[i].Equals(expected[i]);
            if (!same && !(Math.Abs(actual[i] - expected[i]) <= tolerance * (1 + Math.Abs(expected[i]))))
            {
                return false;
            }
        }

        return actual.Count == expected.Count;
    }

    public static void ShouldBeClose(IReadOnlyList<double> actual, IReadOnlyList<double> expected, double tolerance = 1e-12) =>
        Close(actual, expected, tolerance).Should().BeTrue(
            "expected [{0}], got [{1}]", string.Join(", ", expected), string.Join(", ", actual));

    /// <summary>The call is refused with the exception type and the parameter name.</summary>
    public static void ShouldRefuse<TException>(string parameter, Func<object> call)
        where TException : ArgumentException
    {
        using var scope = NewDisposeScope();
        call.Should().ThrowExactly<TException>().Which.ParamName.Should().Be(parameter);
    }
}
