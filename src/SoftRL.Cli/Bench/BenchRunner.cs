namespace SoftRL.Cli;

/// <summary>Measures works in turns, all who do a work one after another, so that a slow minute of the machine falls on all of them.</summary>
internal static class BenchRunner
{
    /// <summary>Measures.</summary>
    /// <param name="works">What to measure.</param>
    /// <param name="repeats">How often each.</param>
    /// <param name="agent">Measures a case of ours once.</param>
    /// <param name="peer">Measures a peer once.</param>
    /// <param name="announce">Told of every measurement.</param>
    /// <returns>A result per peer and per case, in the order of the works.</returns>
    /// <remarks>What throws <see cref="NotMeasuredException"/> is not tried again, and its result says why.</remarks>
    public static IReadOnlyList<BenchResult> Run(
        IReadOnlyList<BenchWork> works, int repeats, Func<BenchCase, double> agent, Func<BenchPeer, double> peer, Action<string> announce)
    {
        var values = works.SelectMany(work => work.Names).ToDictionary(name => name, _ => new List<double>());
        var missing = new Dictionary<string, string>();
        for (var repeat = 1; repeat <= repeats; repeat++)
        {
            foreach (var work in works)
            {
                foreach (var item in work.Peers)
                {
                    Measure(item.Name, work.Unit, () => peer(item));
                }

                foreach (var item in work.Cases)
                {
                    Measure(item.Name, work.Unit, () => agent(item));
                }
            }

            void Measure(string name, string unit, Func<double> once)
            {
                if (missing.ContainsKey(name))
                {
                    return;
                }

                try
                {
                    var value = once();
                    values[name].Add(value);
                    announce($"{repeat}/{repeats}  {name}: {Figures.Count(value)} {unit}");
                }
                catch (NotMeasuredException exception)
                {
                    missing[name] = exception.Message;
                    announce($"{repeat}/{repeats}  {name}: not measured: {exception.Message}");
                }
            }
        }

        return [.. works.SelectMany(work => work.Peers
            .Select(item => Result(item.Name, item.Kind, item.Threads, work))
            .Concat(work.Cases.Select(item => Result(item.Name, null, item.Threads * item.Shards, work))))];

        BenchResult Result(string name, PeerKind? kind, int threads, BenchWork work)
            => new(name, kind, threads, work.Name, work.Unit, values[name], missing.GetValueOrDefault(name));
    }
}
