using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>Between tensors and plain arrays, and seeded random arrays.</summary>
internal static class Arrays
{
    public static Tensor ToTensor(this double[] values, ScalarType dtype = ScalarType.Float64, string device = "cpu") =>
        tensor(values).to(dtype).to(new Device(device));

    public static Tensor ToTensor(this double[][] rows, ScalarType dtype = ScalarType.Float64, string device = "cpu") =>
        tensor(rows.SelectMany(row => row).ToArray()).reshape(rows.Length, rows[0].Length).to(dtype).to(new Device(device));

    public static Tensor ToIndices(this long[] values, string device = "cpu") => tensor(values).to(new Device(device));

    /// <summary>All elements in row order, float64.</summary>
    public static double[] Numbers(this Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().cpu().to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
    }

    /// <summary>Normal numbers rounded to float32, so that both dtypes hold the same ones.</summary>
    public static double[] Normal(this Random random, int count, double scale = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)(scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];

    public static double[][] NormalRows(this Random random, int rows, int columns, double scale = 1) =>
        [.. Enumerable.Range(0, rows).Select(_ => random.Normal(columns, scale))];

    /// <summary>A distribution; with <paramref name="masks"/> some actions have none of it, but never all.</summary>
    public static double[] Distribution(this Random random, int actions, bool masks = false)
    {
        var weights = random.Normal(actions).Select(Math.Exp).ToArray();
        var kept = random.Next(actions);
        for (var a = 0; a < actions; a++)
        {
            weights[a] = masks && a != kept && random.Next(3) == 0 ? 0 : weights[a];
        }

        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    public static double[] Logs(this double[] values) => [.. values.Select(value => Math.Log(value))];

    public static double[][] Logs(this double[][] rows) => [.. rows.Select(row => row.Logs())];
}
