using MathNet.Numerics.Distributions;

namespace LearningResults;

/// <summary>Ratio of the areas under two agents' training curves, paired by seed: geometric mean and 95 % interval (Student's t on the logarithms).</summary>
internal static class AreaRatio
{
    public static string Of(RunGroup left, RunGroup right)
    {
        var (a, b) = (left.Areas(), right.Areas());
        var logs = a.Keys.Intersect(b.Keys).Order().Select(seed => Math.Log(a[seed] / b[seed])).ToArray();
        var mean = logs.Average();
        var deviation = Math.Sqrt(logs.Sum(value => (value - mean) * (value - mean)) / (logs.Length - 1));
        var margin = StudentT.InvCDF(0, 1, logs.Length - 1, 0.975) * deviation / Math.Sqrt(logs.Length);
        return $"Area under the training curve, {left.Label} / {right.Label}: {Math.Exp(mean):F3}, 95 % interval {Math.Exp(mean - margin):F3} to {Math.Exp(mean + margin):F3} ({logs.Length} paired seeds).";
    }
}
