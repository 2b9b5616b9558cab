namespace SoftRL.Cli;

/// <summary>What was recorded.</summary>
/// <param name="Path">The file, or the first of several.</param>
/// <param name="Pictures">How many pictures.</param>
/// <param name="Moment">Where the episode stood at the last one.</param>
internal sealed record RecordingReport(string Path, int Pictures, Moment Moment)
{
    /// <summary>A line for people.</summary>
    /// <returns>The line.</returns>
    public string Line()
    {
        var all = Moment.Ends ? $"an episode of {Figures.Count(Moment.Step)} steps" : $"the first {Figures.Count(Moment.Step)} steps of an episode";
        return $"recorded {all}, return {Figures.Short(Moment.Return)}, in {Figures.Count(Pictures)} pictures: {Path}";
    }
}
