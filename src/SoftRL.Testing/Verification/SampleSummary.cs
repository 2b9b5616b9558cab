namespace SoftRL.Testing;

/// <summary>Mean and variance of gradients over batches, set beside what the mean should be.</summary>
/// <param name="LargestDeviation">Largest |mean − exact| over the coordinates, in standard errors.</param>
/// <param name="LargestError">Largest standard error of a coordinate.</param>
/// <param name="Variances">Variance of one batch in each coordinate.</param>
internal sealed record SampleSummary(double LargestDeviation, double LargestError, double[] Variances)
{
    internal static SampleSummary Of(double[][] batches, double[] exact)
    {
        var (deviation, largest, variances) = (0.0, 0.0, new double[exact.Length]);
        for (var p = 0; p < exact.Length; p++)
        {
            var mean = batches.Average(batch => batch[p]);
            variances[p] = batches.Sum(batch => (batch[p] - mean) * (batch[p] - mean)) / (batches.Length - 1);
            var error = Math.Sqrt(variances[p] / batches.Length);
            var gap = Math.Abs(mean - exact[p]);
            deviation = Math.Max(deviation, gap == 0 ? 0 : gap / error);
            largest = Math.Max(largest, error);
        }

        return new SampleSummary(deviation, largest, variances);
    }

    /// <summary>Total variance of some coordinates.</summary>
    internal double Variance(Range coordinates) => Variances[coordinates].Sum();
}
