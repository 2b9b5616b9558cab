using System.Diagnostics;

namespace SoftRL.Environments.Tests;

public sealed class VectorThreadTests
{
    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("MinAtar/Breakout-v1")]
    public void ResultsDoNotDependOnTheNumberOfThreads(string id)
    {
        var spec = EnvironmentCatalog.Find(id);
        var expected = Run(() => spec.CreateDiscrete(), 13, threads: 1, steps: 300);
        foreach (var threads in new[] { 2, 3, 4, 64 })
        {
            Run(() => spec.CreateDiscrete(), 13, threads, 300).Should().Equal(expected, "with {0} threads", threads);
        }
    }

    /// <summary>Steps long enough to be shared between threads, whatever the machine.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void ResultsDoNotDependOnTheNumberOfThreadsWhenTheWorkIsShared(int threads)
    {
        var expected = Run(() => new Countdown(), 9, threads: 1, steps: 300);
        Run(() => new Countdown { WorkMicroseconds = 15 }, 9, threads, 300).Should().Equal(expected);
    }

    /// <summary>On a busy machine a helper may get its turn late: up to five minutes of steps.</summary>
    [Fact]
    public void HelpersTakePart()
    {
        var made = new List<Countdown>();
        using var vector = new VectorEnvironment(
            () => Add(made, new Countdown { WorkMicroseconds = 200 }), 6, seed: 3, threads: 3);
        vector.Reset();
        var clock = Stopwatch.StartNew();
        do
        {
            vector.Step(new int[6]);
        }
        while (UsedThreads(made) < 2 && clock.Elapsed < TimeSpan.FromMinutes(5));

        UsedThreads(made).Should().BeGreaterThan(1);
    }

    [Fact]
    public void OneThreadMeansTheCallers()
    {
        var made = new List<Countdown>();
        Run(() => Add(made, new Countdown { WorkMicroseconds = 20 }), 4, threads: 1, steps: 50);
        made.SelectMany(environment => environment.Threads).Distinct().Should().Equal(Environment.CurrentManagedThreadId);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(2, 20)]
    public void AStepAllocatesNothing(int threads, double work)
    {
        using var vector = new VectorEnvironment(() => new Countdown { WorkMicroseconds = work }, 6, 1, threads);
        vector.Reset();
        var actions = new int[6];
        Allocations.Least(() => Play(vector, actions, 300)).Should().Be(0);
    }

    /// <summary>Pauses between steps let the helping threads fall asleep, so that both ways of waking are taken.</summary>
    [Fact]
    public void HelpersWakeUpAfterAPause()
    {
        using var rested = new VectorEnvironment(() => new Countdown { WorkMicroseconds = 60 }, 8, 3, threads: 3);
        using var plain = new VectorEnvironment(() => new Countdown(), 8, 3);
        rested.Reset();
        plain.Reset();
        for (var step = 0; step < 60; step++)
        {
            Thread.Sleep(step % 3);
            VectorRuns.Digest(rested, 1).Should().Equal(VectorRuns.Digest(plain, 1));
        }
    }

    private static List<int> Run(Func<IEnvironment<int>> create, int count, int threads, int steps)
    {
        using var vector = new VectorEnvironment(create, count, seed: 3, threads);
        vector.Reset();
        return VectorRuns.Digest(vector, steps);
    }

    private static int UsedThreads(List<Countdown> made) =>
        made.SelectMany(environment => environment.Threads).Distinct().Count();

    private static Countdown Add(List<Countdown> made, Countdown environment)
    {
        made.Add(environment);
        return environment;
    }

    private static void Play(VectorEnvironment vector, int[] actions, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            vector.Step(actions);
        }
    }
}
