using System.Text.Json;

namespace SoftRL.Environments.Tests;

/// <summary>Plays a recorded trace on an environment whose snapshot is its state, its step count and whether it runs.</summary>
internal static class ClassicReplay
{
    /// <summary>
    /// Observations and ends must be those recorded; states are compared relative to the larger of 1 and the value.
    /// With <paramref name="corrected"/>, every step starts from the recorded state (1e-12), else only each episode does
    /// (1e-9).
    /// </summary>
    public static void Follow<TAction>(
        string name, IEnvironment<TAction> environment, Func<JsonElement, float[], StepResult> step, bool corrected)
        where TAction : allows ref struct
    {
        var observation = new float[environment.ObservationSpace.Size];
        var (before, steps, total) = (Array.Empty<double>(), 0, 0);
        foreach (var row in GoldenTrace.ClassicRows(name))
        {
            var recorded = row.Doubles("s");
            if (row.Has("reset"))
            {
                steps = 0;
                Put(environment, recorded, steps);
            }
            else
            {
                if (corrected)
                {
                    Put(environment, before, steps);
                }

                var result = step(row, observation);
                (steps, total) = (steps + 1, total + 1);
                observation.Should().Equal(row.Doubles("o").Select(value => (float)value));
                result.Reward.Should().BeApproximately((float)row.GetProperty("r").GetDouble(), 2e-6f);
                result.End.Should().Be(
                    row.Integer("T") == 1 ? StepEnd.Terminated : row.Integer("TL") == 1 ? StepEnd.Truncated : StepEnd.None);
                Near(environment, recorded, corrected ? 1e-12 : 1e-9);
            }

            before = recorded;
        }

        total.Should().BeGreaterThan(200);
    }

    private static void Put<TAction>(IEnvironment<TAction> environment, double[] state, int steps)
        where TAction : allows ref struct => Snapshots.Read(
        Snapshots.Write(writer =>
        {
            Array.ForEach(state, writer.Write);
            writer.Write(steps);
            writer.Write(true);
        }),
        environment.Load);

    private static void Near<TAction>(IEnvironment<TAction> environment, double[] expected, double tolerance)
        where TAction : allows ref struct
    {
        var bytes = Snapshots.Write(environment.Save);
        for (var i = 0; i < expected.Length; i++)
        {
            Math.Abs(BitConverter.ToDouble(bytes, i * sizeof(double)) - expected[i])
                .Should().BeLessThanOrEqualTo(tolerance * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
