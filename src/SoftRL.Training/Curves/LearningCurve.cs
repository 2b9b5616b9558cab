namespace SoftRL.Training;

/// <summary>Draws learning curves: a vector picture, the same in pixels, and a page to look at in a browser.</summary>
public static class LearningCurve
{
    /// <summary>Name of the files, before their extensions.</summary>
    public const string FileName = "learning-curve";

    private const double PixelsPerUnit = 2;
    private const int Stretches = 600;
    private const int ComparisonPoints = 300;

    /// <summary>
    /// Draws a run from its <c>metrics.jsonl</c> and, if there is one, its <c>evaluations.jsonl</c>: the mean return of each row faintly,
    /// its running mean, and the evaluations as dots. Writes <c>learning-curve.html</c>, <c>.svg</c> and <c>.png</c> into the run directory.
    /// </summary>
    /// <param name="runDirectory">The run directory, of a finished or a running run.</param>
    /// <param name="title">Heading, such as <c>softq on MinAtar/Breakout-v1, seed 1</c>.</param>
    /// <returns>Path of the page.</returns>
    /// <exception cref="MetricsException">The metrics cannot be read, or the pictures cannot be written.</exception>
    public static string Write(string runDirectory, string title)
    {
        ArgumentException.ThrowIfNullOrEmpty(runDirectory);
        ArgumentNullException.ThrowIfNull(title);
        var returns = CurveData.TrainingReturns(Path.Combine(runDirectory, JsonLinesSink.MetricsFileName));
        var evaluations = Path.Combine(runDirectory, JsonLinesSink.EvaluationsFileName);
        var figure = new Figure(title, RunLayers(returns, File.Exists(evaluations) ? MetricsReader.Evaluations(evaluations) : []));
        var path = Path.Combine(runDirectory, FileName);
        var svg = Save(figure, path);
        return Save(path + ".html", file => File.WriteAllText(file, Page(title, svg)));
    }

    /// <summary>
    /// Draws several series in one picture: for each the mean over its seeds of the running mean, and the area from the smallest to
    /// the largest seed, on the steps that all its seeds cover.
    /// </summary>
    /// <param name="path">Where to: <c>.svg</c> and <c>.png</c> are put behind it.</param>
    /// <param name="title">Heading.</param>
    /// <param name="series">At least one series.</param>
    /// <returns>Path of the vector picture.</returns>
    /// <exception cref="ArgumentException">There is no series, or a series without a seed or a seed without a point.</exception>
    /// <exception cref="MetricsException">The pictures cannot be written.</exception>
    public static string Compare(string path, string title, params IReadOnlyList<CurveSeries> series)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0 || series.FirstOrDefault(one => one.Seeds.Count == 0 || one.Seeds.Any(seed => seed.Count == 0)) is not null)
        {
            throw new ArgumentException("There must be a series, every series must have a seed, and every seed a point.", nameof(series));
        }

        var layers = series.Select((one, i) => ComparisonLayers(one, Palette.Series(i))).ToArray();
        const string Note = "line: mean over seeds; area: smallest to largest";
        Save(new Figure(title, [.. layers.Select(pair => pair.Band), .. layers.Select(pair => pair.Mean)], Note), path);
        return path + ".svg";
    }

    private static List<FigureLayer> RunLayers(IReadOnlyList<CurvePoint> returns, IReadOnlyList<EvaluationRow> evaluations)
    {
        var layers = new List<FigureLayer>();
        var window = CurveData.Window(returns.Count);
        if (returns.Count > 0 && window == 1)
        {
            layers.Add(new FigureLayer.Line("training", Palette.Series(0), returns));
        }
        else if (returns.Count > 0)
        {
            layers.Add(new FigureLayer.Line("training", Palette.Series(0), CurveData.Thin(returns, Stretches), IsFaint: true));
            layers.Add(new FigureLayer.Line($"training, running mean of {window} rows", Palette.Series(0), CurveData.Thin(CurveData.Smooth(returns, window), Stretches)));
        }

        CurvePoint[] points = [.. evaluations.Where(row => double.IsFinite(row.MeanReturn)).Select(row => new CurvePoint(row.Step, row.MeanReturn))];
        if (points.Length > 0)
        {
            layers.Add(new FigureLayer.Dots("evaluation", Palette.Series(1), points));
        }

        return layers;
    }

    private static (FigureLayer Band, FigureLayer Mean) ComparisonLayers(CurveSeries series, Ink ink)
    {
        var smooth = series.Seeds.Select(seed => CurveData.Smooth(seed, CurveData.Window(seed.Count))).ToArray();
        var (mean, low, high) = CurveData.Across(smooth, ComparisonPoints);
        var label = series.Seeds.Count == 1 ? $"{series.Label}, 1 seed" : $"{series.Label}, {series.Seeds.Count} seeds";
        return (new FigureLayer.Band(ink, low, high), new FigureLayer.Line(label, ink, mean));
    }

    private static string Save(Figure figure, string path)
    {
        var svg = FigurePainter.ToSvg(figure);
        Save(path + ".svg", file => File.WriteAllText(file, svg));
        var raster = new RasterCanvas(FigurePainter.Width, FigurePainter.Height, PixelsPerUnit);
        FigurePainter.Paint(figure, raster);
        Save(path + ".png", file => File.WriteAllBytes(file, raster.ToPng()));
        return svg;
    }

    private static string Save(string path, Action<string> write) => MetricsException.Guard(path, "write", () =>
    {
        write(path);
        return path;
    });

    private static string Page(string title, string svg) =>
        $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{{SvgCanvas.Escape(title)}}</title>
        <style>
        body { margin: 0; background: #{{Palette.Light(Ink.Ground):x6}} }
        svg { display: block; max-width: 1200px; margin: 24px auto }
        @media (prefers-color-scheme: dark) { body { background: #{{Palette.Dark(Ink.Ground):x6}} } }
        </style>
        </head>
        <body>
        {{svg}}</body>
        </html>

        """;
}
