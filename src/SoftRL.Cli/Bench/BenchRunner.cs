namespace SoftRL.Cli;

/// <summary>Measures cases and their plain loops in turns, so that a slow minute of the machine falls on all of them.</summary>
internal static class BenchRunner
{
    /// <summary>Measures.</summary>
    /// <param name="cases">What to measure.</param>
    /// <param name="repeats">How often each.</param>
    /// <param name="agent">Measures a case once.</param>
    /// <param name="floor">Measures a plain loop, named, once with so many threads; null when there is none to compare with.</param>
    /// <param name="announce">Told of every measurement.</param>
    /// <returns>Per distinct plain loop and per case a median, plain loops first.</returns>
    public static IReadOnlyList<BenchResult> Run(
        IReadOnlyList<BenchCase> cases, int repeats, Func<BenchCase, double> agent, Func<string, int, double>? floor, Action<string> announce)
    {
        var values = new Dictionary<string, List<double>>();
        for (var repeat = 1; repeat <= repeats; repeat++)
        {
            foreach (var group in cases.GroupBy(item => (item.Floor, item.Threads)))
            {
                if (floor is not null && group.Key.Floor is { } loop)
                {
                    Add(group.First().FloorName, floor(loop, group.Key.Threads));
                }

                foreach (var item in group)
                {
                    Add(item.Name, agent(item));
                }
            }

            void Add(string name, double value)
            {
                announce($"{repeat}/{repeats}  {name}: {Figures.Count(value)} steps/s");
                (values.TryGetValue(name, out var known) ? known : values[name] = []).Add(value);
            }
        }

        var floors = cases.Select(item => item.FloorName).Distinct().Where(values.ContainsKey).ToDictionary(name => name, name => BenchResult.Of(name, values[name]));
        return
        [
            .. floors.Values,
            .. cases.Select(item => BenchResult.Of(item.Name, values[item.Name], item.Floor is not null ? floors.GetValueOrDefault(item.FloorName) : null)),
        ];
    }
}
