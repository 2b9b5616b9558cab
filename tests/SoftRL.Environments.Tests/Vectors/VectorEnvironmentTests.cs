namespace SoftRL.Environments.Tests;

public sealed class VectorEnvironmentTests
{
    /// <summary>Against the plain loop over single environments that the documentation describes.</summary>
    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("MinAtar/Breakout-v0")]
    public void EqualsAPlainLoopOverItsEnvironments(string id)
    {
        const int Count = 5;
        var spec = EnvironmentCatalog.Find(id);
        using var vector = spec.CreateVector(Count, seed: 9);
        var plain = Enumerable.Range(0, Count).Select(index => new PlainLoop(spec.CreateDiscrete(), 9, index)).ToArray();
        vector.Reset();
        Array.ForEach(plain, loop => loop.Reset());
        var random = new Xoshiro256(2);
        var (actions, ended) = (new int[Count], 0);
        for (var step = 0; step < 400; step++)
        {
            for (var i = 0; i < Count; i++)
            {
                Row(vector.Observations, i, vector).Should().Equal(plain[i].Observation);
                actions[i] = random.NextInt(((DiscreteActions)spec.ActionSpace).Count);
            }

            vector.Step(actions);
            for (var i = 0; i < Count; i++)
            {
                var expected = plain[i].Step(actions[i]);
                new StepResult(vector.Rewards[i], vector.Ends[i]).Should().Be(expected);
                if (expected.End != StepEnd.None)
                {
                    ended++;
                    Row(vector.FinalObservations, i, vector).Should().Equal(plain[i].Final);
                    vector.EpisodeReturns[i].Should().Be((float)plain[i].LastReturn);
                    vector.EpisodeLengths[i].Should().Be(plain[i].LastLength);
                }
            }
        }

        ended.Should().BeGreaterThan(20);
    }

    [Fact]
    public void ResetStartsAgainFromTheFirstEpisode()
    {
        using var vector = new VectorEnvironment(() => new CartPole(), 3, seed: 4);
        vector.Reset();
        var first = vector.Observations.ToArray();
        for (var i = 0; i < 100; i++)
        {
            vector.Step([1, 0, 1]);
        }

        vector.Reset();
        vector.Observations.ToArray().Should().Equal(first);
        vector.Ends.ToArray().Should().OnlyContain(end => end == StepEnd.None);
    }

    [Fact]
    public void ContinuesFromItsSnapshotBitForBit()
    {
        using var original = EnvironmentCatalog.Find("MinAtar/Breakout-v1").CreateVector(4, seed: 5);
        using var restored = EnvironmentCatalog.Find("MinAtar/Breakout-v1").CreateVector(4, seed: 77, threads: 2);
        original.Reset();
        VectorRuns.Digest(original, steps: 123);
        Snapshots.Read(Snapshots.Write(original.Save), restored.Load);
        Snapshots.Write(restored.Save).Should().Equal(Snapshots.Write(original.Save));
        VectorRuns.Digest(restored, 500).Should().Equal(VectorRuns.Digest(original, 500));
        Snapshots.Write(restored.Save).Should().Equal(Snapshots.Write(original.Save));
    }

    [Fact]
    public void RefusesASnapshotOfOtherEnvironments()
    {
        using var three = new VectorEnvironment(() => new CartPole(), 3, seed: 1);
        using var four = new VectorEnvironment(() => new CartPole(), 4, seed: 1);
        using var other = new VectorEnvironment(() => new Countdown(), 3, seed: 1);
        three.Reset();
        var bytes = Snapshots.Write(three.Save);
        Refuses<InvalidDataException>(() => Snapshots.Read(bytes, four.Load), "*3 of CartPole*4 of CartPole*");
        Refuses<InvalidDataException>(() => Snapshots.Read(bytes, other.Load), "*CartPole*Countdown*");
        Refuses<InvalidDataException>(() => Snapshots.Read(new byte[100], three.Load), "*not one of a vector environment*");
        Refuses<EndOfStreamException>(() => Snapshots.Read(bytes[..^1], three.Load), "*");
        Refuses<InvalidOperationException>(() => three.Step([0, 0, 0]), "*Reset*");
        Snapshots.Read(bytes, three.Load);
        three.Step([0, 0, 0]);
    }

    [Fact]
    public void RefusesWrongArguments()
    {
        RefusesToMake<ArgumentOutOfRangeException>(() => new VectorEnvironment(() => new CartPole(), 0, 1), "*count*");
        RefusesToMake<ArgumentOutOfRangeException>(() => new VectorEnvironment(() => new CartPole(), 1, 1, threads: 0), "*threads*");
        RefusesToMake<ArgumentNullException>(() => new VectorEnvironment((Func<IEnvironment<int>>)null!, 1, 1), "*create*");
        RefusesToMake<ArgumentNullException>(() => new VectorEnvironment(() => (IEnvironment<int>)null!, 1, 1), "*create*");
        using var vector = new VectorEnvironment(() => new CartPole(), 2, 1);
        Refuses<InvalidOperationException>(() => vector.Step([0, 0]), "*Reset*");
        Refuses<InvalidOperationException>(() => Snapshots.Write(vector.Save), "*Reset*");
        vector.Reset();
        var before = vector.Observations.ToArray();
        Refuses<ArgumentException>(() => vector.Step([0]), "*1 actions*2 environments*");
        Refuses<ArgumentOutOfRangeException>(() => vector.Step([0, 2]), "*environment 1*0..1*");
        vector.Observations.ToArray().Should().Equal(before, "nothing was stepped");
    }

    [Fact]
    public void RefusesEnvironmentsThatDoNotFit()
    {
        var shared = new CartPole();
        RefusesToMake<ArgumentException>(() => new VectorEnvironment(() => shared, 2, 1), "*new CartPole on each call*");
        RefusesToMake<ArgumentException>(
            () => new VectorEnvironment(() => new Countdown { ActionSpace = new BoxActions([0], [1]) }, 2, 1), "Countdown declares box*DiscreteActions*");
        var made = new List<Countdown>();
        RefusesToMake<EnvironmentException>(
            () => new VectorEnvironment(
                () =>
                {
                    made.Add(new Countdown { ObservationSpace = ObservationSpace.Uniform([made.Count > 0 ? 3 : 2]) });
                    return made[^1];
                },
                2,
                1),
            "Environment 1 (Countdown)*[3]*[2]*");
        made.Should().OnlyContain(environment => environment.Disposed);
    }

    [Fact]
    public void DisposesItsEnvironmentsAndIsThenUnusable()
    {
        var made = new List<Countdown>();
        var vector = new VectorEnvironment(() => { made.Add(new Countdown()); return made[^1]; }, 3, 1, threads: 2);
        vector.Reset();
        vector.Dispose();
        vector.Dispose();
        made.Should().HaveCount(3).And.OnlyContain(environment => environment.Disposed);
        Refuses<ObjectDisposedException>(vector.Reset, "*");
        Refuses<ObjectDisposedException>(() => vector.Step([0, 0, 0]), "*");
    }

    private static void RefusesToMake<TException>(Func<object> make, string message)
        where TException : Exception => make.Should().Throw<TException>().WithMessage(message);

    private static void Refuses<TException>(Action action, string message)
        where TException : Exception => action.Should().Throw<TException>().WithMessage(message);

    private static float[] Row(ReadOnlySpan<float> buffer, int index, IVectorEnvironment vector) =>
        buffer.Slice(index * vector.ObservationSpace.Size, vector.ObservationSpace.Size).ToArray();
}
