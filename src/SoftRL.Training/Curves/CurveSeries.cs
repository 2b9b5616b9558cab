namespace SoftRL.Training;

/// <summary>Runs that differ in the seed alone, for a comparison by <see cref="LearningCurve.Compare"/>.</summary>
/// <param name="Label">What they have in common, for the legend.</param>
/// <param name="Seeds">One curve per run, at least one; each with at least one point, in the order of the steps.</param>
public sealed record CurveSeries(string Label, IReadOnlyList<IReadOnlyList<CurvePoint>> Seeds)
{
    /// <summary>Reads the training returns of finished or running runs.</summary>
    /// <param name="label">What they have in common, for the legend.</param>
    /// <param name="runDirectories">One run directory per seed.</param>
    /// <returns>The series.</returns>
    /// <exception cref="MetricsException">A <c>metrics.jsonl</c> cannot be read.</exception>
    public static CurveSeries FromRuns(string label, IReadOnlyList<string> runDirectories)
    {
        ArgumentNullException.ThrowIfNull(runDirectories);
        return new CurveSeries(label, [.. runDirectories.Select(run => CurveData.TrainingReturns(Path.Combine(run, JsonLinesSink.MetricsFileName)))]);
    }
}
