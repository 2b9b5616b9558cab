using System.Diagnostics;

namespace SoftRL.Environments.Tests;

public sealed class WorkerCrewTests
{
    /// <summary>Work of 20 µs at one index in seven, and at none of the last third: somebody is always done early.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(64, 2)]
    [InlineData(100, 3)]
    [InlineData(1000, 5)]
    public void EveryIndexRunsOnceInEveryRoundHoweverUnevenTheWork(int count, int threads)
    {
        using var crew = new WorkerCrew(count, threads);
        var runs = new int[count];
        var helpers = new HashSet<int>();
        for (var round = 1; round <= 300; round++)
        {
            crew.Run(index =>
            {
                runs[index]++;
                if (index % 7 == 0 && index < Math.Max(1, count * 2 / 3))
                {
                    Work();
                    lock (helpers)
                    {
                        helpers.Add(Environment.CurrentManagedThreadId);
                    }
                }
            });
            runs.Should().OnlyContain(ran => ran == round);
        }

        helpers.Count.Should().BeInRange(1, threads);
    }

    [Fact]
    public void EachThreadKeepsToItsShareWhenAllAreBusy()
    {
        using var crew = new WorkerCrew(64, 2);
        var (caller, byCaller) = (Environment.CurrentManagedThreadId, new int[64]);
        for (var round = 0; round < 300; round++)
        {
            crew.Run(index =>
            {
                Work();
                byCaller[index] += Environment.CurrentManagedThreadId == caller ? 1 : 0;
            });
        }

        byCaller[..32].Average().Should().BeGreaterThanOrEqualTo(byCaller[32..].Average());
    }

    private static void Work()
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < 20)
        {
        }
    }
}
