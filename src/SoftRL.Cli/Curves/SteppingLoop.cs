using System.Diagnostics;
using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>Environments alone, with random actions.</summary>
internal static class SteppingLoop
{
    private const int Drawn = 64;

    /// <summary>Measures on this thread and helpers.</summary>
    /// <param name="id">An environment of discrete actions.</param>
    /// <param name="count">How many are stepped together.</param>
    /// <param name="threads">Threads that step them.</param>
    /// <param name="seconds">How long, after a quarter of it to warm up.</param>
    /// <returns>Environment steps per second.</returns>
    public static double Measure(string id, int count, int threads, double seconds)
    {
        var spec = BuiltIn.FindEnvironment(id);
        using var environment = spec.CreateVector(count, seed: 1, threads);
        var random = new Xoshiro256(1);
        var choices = ((DiscreteActions)spec.ActionSpace).Count;
        var actions = Enumerable.Range(0, Drawn).Select(_ => Enumerable.Range(0, count).Select(_ => random.NextInt(choices)).ToArray()).ToArray();
        environment.Reset();
        _ = Rate(seconds / 4);
        return Rate(seconds);

        double Rate(double limit)
        {
            var start = Stopwatch.GetTimestamp();
            var calls = 0L;
            double elapsed;
            do
            {
                foreach (var chosen in actions)
                {
                    environment.Step(chosen);
                }

                calls += Drawn;
            }
            while ((elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds) < limit);
            return calls * count / elapsed;
        }
    }
}
