namespace SoftRL.Training;

/// <summary>From rows to points: reading, smoothing, thinning, averaging over seeds. Pure but for the reading.</summary>
internal static class CurveData
{
    /// <summary>Mean returns of the rows in which an episode ended.</summary>
    internal static IReadOnlyList<CurvePoint> TrainingReturns(string metrics) =>
        [.. MetricsReader.Metrics(metrics).Where(row => row.EpisodeReturn is not null)
            .Select(row => new CurvePoint(row.Step, row.EpisodeReturn!.Value))];

    /// <summary>Rows to average over so that noise goes and the shape stays: a thirtieth of the curve.</summary>
    internal static int Window(int count) => Math.Max(1, (count + 15) / 30);

    /// <summary>Mean of each point and the ones before it, up to a window: what was known at that step.</summary>
    internal static IReadOnlyList<CurvePoint> Smooth(IReadOnlyList<CurvePoint> points, int window)
    {
        var smooth = new CurvePoint[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            var from = Math.Max(0, i - window + 1);
            double sum = 0;
            for (var j = from; j <= i; j++)
            {
                sum += points[j].Value;
            }

            smooth[i] = new CurvePoint(points[i].Step, sum / (i - from + 1));
        }

        return smooth;
    }

    /// <summary>At most so many stretches of a curve, each kept as its smallest and its largest point: looks the same, weighs less.</summary>
    internal static IReadOnlyList<CurvePoint> Thin(IReadOnlyList<CurvePoint> points, int stretches)
    {
        if (points.Count <= 2 * stretches)
        {
            return points;
        }

        var thin = new List<CurvePoint>(2 * stretches);
        for (var i = 0; i < stretches; i++)
        {
            var from = (int)((long)points.Count * i / stretches);
            var to = (int)((long)points.Count * (i + 1) / stretches);
            var stretch = Enumerable.Range(from, to - from).Select(j => points[j]).ToArray();
            thin.AddRange(new[] { stretch.MinBy(point => point.Value), stretch.MaxBy(point => point.Value) }.OrderBy(point => point.Step));
        }

        return thin;
    }

    /// <summary>Value of a curve at a step, on the straight line between its neighbours; the end values beyond the ends.</summary>
    internal static double At(IReadOnlyList<CurvePoint> points, double step)
    {
        var (low, high) = (0, points.Count - 1);
        if (step <= points[low].Step || step >= points[high].Step)
        {
            return step <= points[low].Step ? points[low].Value : points[high].Value;
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = points[middle].Step <= step ? (middle, high) : (low, middle);
        }

        var (left, right) = (points[low], points[high]);
        return left.Value + ((right.Value - left.Value) * ((step - left.Step) / (right.Step - left.Step)));
    }

    /// <summary>Mean, smallest and largest over curves, on the steps that all of them cover.</summary>
    internal static (IReadOnlyList<CurvePoint> Mean, IReadOnlyList<CurvePoint> Low, IReadOnlyList<CurvePoint> High) Across(
        IReadOnlyList<IReadOnlyList<CurvePoint>> curves, int count)
    {
        var from = curves.Max(curve => curve[0].Step);
        var to = Math.Max(from, curves.Min(curve => curve[^1].Step));
        var steps = Enumerable.Range(0, count).Select(i => from + ((to - from) * i / (count - 1))).ToArray();
        var values = steps.Select(step => curves.Select(curve => At(curve, step)).ToArray()).ToArray();
        CurvePoint[] Points(Func<double[], double> summary) => [.. steps.Select((step, i) => new CurvePoint(step, summary(values[i])))];
        return (Points(row => row.Average()), Points(row => row.Min()), Points(row => row.Max()));
    }
}
