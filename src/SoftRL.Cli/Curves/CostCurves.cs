namespace SoftRL.Cli;

/// <summary>Measures what training costs and what it depends on.</summary>
/// <param name="scale">Which sizes, and for how long.</param>
/// <param name="announce">Told of every measurement.</param>
/// <param name="cancellation">Ends the measurement.</param>
internal sealed class CostCurves(CurveScale scale, Action<string> announce, CancellationToken cancellation)
{
    private const string Breakout = "MinAtar/Breakout-v1";
    private const string StepsPerSecond = "steps/s";
    private const string UpdatesPerSecond = "updates/s";
    private const int Stacks = 2 * 4 * 84 * 84;
    private static readonly (string Name, int Threads, int Shards)[] s_means = [("1 thread", 1, 1), ("2 threads", 2, 1), ("2 shards", 1, 2)];
    private IReadOnlyList<ChartLine>? _batchLines;

    /// <summary>Measures everything.</summary>
    /// <returns>The sections of the page.</returns>
    public IReadOnlyList<CurveSection> Measure() =>
        [Stepping(), Training(), Batches(), BatchThroughput(), Widths(), PoleWidths(), Memory(), .. new ProfileSections(scale, announce, cancellation).Measure()];

    private CurveSection Stepping() => CurveSection.Of(
        "Environments alone, random actions, stepped together by one thread and by two.", "environments",
        new Chart("Environments alone", "environments", StepsPerSecond,
        [
            .. from id in new[] { "CartPole-v1", Breakout }
               from threads in new[] { 1, 2 }
               select Line($"{id}, {BenchPeer.ThreadsText(threads)}", scale.Environments.Where(count => count >= threads), count => Ask(
                   new LoopRequest(LoopKind.Stepping) { Environment = id, Environments = count, Threads = threads, Seconds = scale.LoopSeconds })),
        ]));

    private CurveSection Training() => CurveSection.Of(
        $"{Breakout} end to end, rollouts of 5: one thread, two threads of tensor operations, two shards.", "training",
        new Chart("a2c and softq in training", "environments", StepsPerSecond,
        [
            Line("a2c, 1 thread", scale.Environments, count => Train("a2c", Breakout, count, 1, 1)),
            Line("a2c, 2 threads", scale.Environments, count => Train("a2c", Breakout, count, 2, 1)),
            Line("a2c, 2 shards", scale.Environments.Where(count => count >= 2), count => Train("a2c", Breakout, count, 1, 2)),
            Line("softq, 1 thread", scale.Environments, count => Train("softq", Breakout, count, 1, 1)),
            Line("softq, 2 shards", scale.Environments.Where(count => count >= 2), count => Train("softq", Breakout, count, 1, 2)),
        ]));

    private CurveSection Batches() => CurveSection.Of(
        "Updates alone: dqn with MinAtar's network (16 3×3 filters, 128 units), sac with networks of 256-256 (17 numbers in, 6 out); two shards share each minibatch.", "batches",
        new Chart("Updates by size of the minibatch", "transitions in a minibatch", UpdatesPerSecond, BatchLines(times: false)));

    private CurveSection BatchThroughput() => CurveSection.Of(
        "The same measurements, by transitions.", "transitions",
        new Chart("Transitions learned from by size of the minibatch", "transitions in a minibatch", "transitions/s", BatchLines(times: true)));

    private IReadOnlyList<ChartLine> BatchLines(bool times)
    {
        _batchLines ??=
        [
            .. from agent in new[] { "dqn", "sac" }
               from means in s_means
               select Line($"{agent}, {means.Name}", scale.Batches, batch => Updates(agent, means.Threads, means.Shards, $"batch-size={batch}")),
        ];
        return times ? [.. _batchLines.Select(line => line with { Points = [.. line.Points.Select(point => (point.X, point.X * point.Y))] })] : _batchLines;
    }

    private CurveSection Widths() => CurveSection.Of(
        "Updates alone of sac, batch 256, two hidden layers of so many units in actor and critics.", "widths",
        new Chart("sac's updates by size of the network", "units in a hidden layer", UpdatesPerSecond,
        [
            .. s_means.Select(means => Line($"sac, {means.Name}", scale.Widths, width => Updates("sac", means.Threads, means.Shards, $"hidden={width},{width}"))),
        ]));

    private CurveSection PoleWidths() => CurveSection.Of(
        "a2c on CartPole end to end, 16 environments, two hidden layers of so many units.", "cartpole-widths",
        new Chart("a2c in training by size of the network", "units in a hidden layer", StepsPerSecond,
        [
            .. s_means.Select(means => Line(means.Name, scale.Widths, width => Train("a2c", "CartPole-v1", 16, means.Threads, means.Shards, $"hidden={width},{width}"))),
        ]));

    private CurveSection Memory() => CurveSection.Of(
        "What a full replay memory adds to the resident memory of its process. Pictures: stacks of four frames of 84×84, each frame kept once as bytes; computed beside it, two stacks of bytes "
            + "per transition. Vectors: 17 numbers to an observation, 6 to an action.",
        "memory",
        new Chart("Replay memory", "transitions", "bytes",
        [
            Line("pictures", scale.Capacities, capacity => Ask(new LoopRequest(LoopKind.PictureMemory) { Capacity = capacity }, "bytes")),
            new ChartLine("two stacks per transition (computed)", [.. scale.Capacities.Select(capacity => ((double)capacity, (double)capacity * Stacks))]),
            Line("vectors", scale.Capacities, capacity => Ask(new LoopRequest(LoopKind.VectorMemory) { Capacity = capacity }, "bytes")),
        ]));

    private ChartLine Line(string label, IEnumerable<int> places, Func<int, double> measure) => new(label, [.. places.Select(place =>
    {
        var value = measure(place);
        announce($"{label}, {Figures.Count(place)}: {Figures.Count(value)}");
        return ((double)place, value);
    })]);

    private double Updates(string agent, int threads, int shards, params string[] assignments)
        => Ask(new LoopRequest(LoopKind.Updates) { Agent = agent, Threads = threads, Shards = shards, Seconds = scale.LoopSeconds, Assignments = assignments });

    private double Train(string agent, string environment, int environments, int threads, int shards, params string[] assignments)
    {
        // About four seconds, as a case has it.
        var steps = (long)(4 * Math.Min(100_000, 8_000 * Math.Pow(environments, 0.75)));
        var least = 60L * environments * 5;
        return Speed.OfAgent(new BenchCase(agent, environment, environments, threads, Math.Max(steps, least), assignments) { Shards = shards }, scale.TrainingSeconds, cancellation);
    }

    private double Ask(LoopRequest request, string name = "steps_per_second") => request.Ask(cancellation)[name];
}
