namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>What a vector of environments in other processes gives, whatever the environments are.</summary>
public sealed class GymnasiumVectorEnvironmentTests
{
    [Fact]
    public void EpisodesStartFromTheSeedsThatAreDocumented()
    {
        using var toys = Toys.Play("""{"length": 2}""", count: 3, seed: 77, workers: 2);
        toys.Reset();
        for (var episode = 0UL; episode < 4; episode++)
        {
            for (var i = 0; i < 3; i++)
            {
                toys.Observations[i * 3].Should().Be(FirstElement(77, i, episode));
            }

            toys.Step([0, 0, 0]);
            toys.Step([0, 0, 0]);
        }
    }

    [Fact]
    public void NothingDependsOnTheNumberOfWorkers()
    {
        var one = Record(1);
        foreach (var workers in new[] { 2, 3, 5, 9 })
        {
            Record(workers).Should().Equal(one, $"{workers} workers play the same");
        }

        static List<float> Record(int workers)
        {
            using var toys = Toys.Play("""{"length": 3}""", count: 5, seed: 3, workers: workers);
            var record = new List<float>();
            var random = new Xoshiro256(1);
            toys.Reset();
            for (var step = 0; step < 40; step++)
            {
                toys.Step(Enumerable.Range(0, 5).Select(_ => random.NextInt(4)).ToArray().AsSpan());
                record.AddRange(toys.Observations);
                record.AddRange(toys.FinalObservations);
                record.AddRange(toys.Rewards);
                record.AddRange(toys.EpisodeReturns);
                record.AddRange(toys.Ends.ToArray().Select(end => (float)end));
            }

            return record;
        }
    }

    [Theory]
    [InlineData("""{"length": 3}""", StepEnd.Terminated)]
    [InlineData("""{"length": 3, "truncates": true}""", StepEnd.Truncated)]
    public void AnEndStartsTheNextEpisodeInTheSameStepAndKeepsTheTrueSuccessor(string arguments, StepEnd end)
    {
        using var toys = Toys.Play(arguments, count: 1, seed: 5);
        toys.Reset();
        toys.Step([1]);
        toys.Step([2]);
        toys.Ends[0].Should().Be(StepEnd.None);
        toys.Rewards[0].Should().Be(2.5f);
        toys.Observations.ToArray().Should().Equal(FirstElement(5, 0, 0), 2, 2);

        toys.Step([3]);
        toys.Ends[0].Should().Be(end);
        toys.FinalObservations.ToArray().Should().Equal(FirstElement(5, 0, 0), 3, 3);
        toys.Observations.ToArray().Should().Equal(FirstElement(5, 0, 1), 0, 0);
        toys.EpisodeReturns[0].Should().Be(7.5f);
        toys.EpisodeLengths[0].Should().Be(3);
    }

    [Fact]
    public void ResetGoesBackToTheFirstEpisode()
    {
        using var toys = Toys.Play("""{"length": 2}""", count: 2, seed: 9);
        toys.Reset();
        var first = toys.Observations.ToArray();
        for (var step = 0; step < 7; step++)
        {
            toys.Step([1, 2]);
        }

        toys.Reset();
        toys.Observations.ToArray().Should().Equal(first);
        toys.Rewards.ToArray().Should().Equal(0, 0);
        toys.Step([1, 1]);
        toys.Step([1, 1]);
        toys.EpisodeLengths.ToArray().Should().Equal(2, 2);
    }

    [Fact]
    public void RealValuedActionsArriveClippedAndInOrder()
    {
        using var toys = Toys.Play("""{"box": 2}""", count: 2);
        toys.ActionSpace.Should().Be(new BoxActions([-1, -1], [2, 2]));
        toys.Reset();
        toys.Step([0.25f, 0.5f, -7f, 7f]);
        toys.Observations[2].Should().Be(0.75f);
        toys.Observations[5].Should().Be(-1 + 2);
        toys.Rewards.ToArray().Should().Equal(1.25f, 1.5f);
    }

    [Fact]
    public void BytesBecomeFloats()
    {
        using var toys = Toys.Play("""{"bytes": true}""", count: 1);
        toys.ObservationSpace.ElementType.Should().Be(ElementType.UInt8);
        toys.Reset();
        toys.Step([3]);
        toys.Observations[1].Should().Be(1);
        toys.Observations[2].Should().Be(3);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using var toys = Toys.Play("""{"length": 4}""", count: 4, workers: 2);
        toys.Reset();
        int[] actions = [0, 1, 2, 3];
        Allocations.Least(() =>
        {
            for (var step = 0; step < 200; step++)
            {
                toys.Step(actions);
            }
        }).Should().Be(0);
    }

    [Fact]
    public void WrongActionsAreRefusedBeforeAnythingIsStepped()
    {
        using var toys = Toys.Play(count: 2);
        FluentActions.Invoking(() => toys.Step([0, 0])).Should().Throw<InvalidOperationException>().WithMessage("*Reset*");
        toys.Reset();
        toys.Step([1, 1]);
        FluentActions.Invoking(() => toys.Step([0])).Should().Throw<ArgumentException>().WithParameterName("actions").WithMessage("*1 actions*2*");
        FluentActions.Invoking(() => toys.Step([0, 4])).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*environment 1*0..3*");
        FluentActions.Invoking(() => toys.Step([0f, 1f])).Should().Throw<InvalidOperationException>().WithMessage("*discrete*");
        toys.Step([1, 1]);
        toys.Observations[1].Should().Be(2);
    }

    [Fact]
    public void WrongActionVectorsAreRefusedBeforeAnythingIsStepped()
    {
        using var toys = Toys.Play("""{"box": 2}""", count: 2);
        toys.Reset();
        FluentActions.Invoking(() => toys.Step([0f, 1f])).Should().Throw<ArgumentException>().WithMessage("*2 coordinates*");
        FluentActions.Invoking(() => toys.Step([0f, 1f, 0f, float.NaN])).Should().Throw<ArgumentException>().WithMessage("*Coordinate 1*environment 1*NaN*");
        FluentActions.Invoking(() => toys.Step([0, 0])).Should().Throw<InvalidOperationException>().WithMessage("*real-valued*");
        toys.Step([0f, 0f, 0f, 0f]);
        toys.Observations[1].Should().Be(1);
    }

    [Fact]
    public void ASnapshotContinuesWithTheNextEpisodesAndSaysThatItIsNotExact()
    {
        using var saved = Toys.Play("""{"length": 3}""", count: 2, seed: 21, workers: 2);
        saved.ExactSnapshots.Should().BeFalse();
        saved.Reset();
        for (var step = 0; step < 7; step++)
        {
            saved.Step([1, 1]);
        }

        var snapshot = new MemoryStream();
        saved.Save(new BinaryWriter(snapshot));
        snapshot.Position = 0;
        using var loaded = Toys.Play("""{"length": 3}""", count: 2, seed: 99);
        loaded.Load(new BinaryReader(snapshot));
        loaded.Observations.ToArray().Should().Equal(FirstElement(21, 0, 3), 0, 0, FirstElement(21, 1, 3), 0, 0);
        loaded.Step([1, 1]);
        loaded.Observations[1].Should().Be(1);
    }

    [Fact]
    public void AForeignSnapshotIsRefused()
    {
        using var toys = Toys.Play(count: 2);
        FluentActions.Invoking(() => toys.Save(new BinaryWriter(new MemoryStream()))).Should().Throw<InvalidOperationException>();
        toys.Reset();
        var snapshot = new MemoryStream();
        toys.Save(new BinaryWriter(snapshot));
        using var three = Toys.Play(count: 3);
        FluentActions.Invoking(() => three.Load(new BinaryReader(new MemoryStream(snapshot.ToArray()))))
            .Should().Throw<InvalidDataException>().WithMessage("*2 of gym:Toy-v0*3*");
        FluentActions.Invoking(() => toys.Load(new BinaryReader(new MemoryStream(new byte[100])))).Should().Throw<InvalidDataException>();
        FluentActions.Invoking(() => toys.Load(new BinaryReader(new MemoryStream(snapshot.ToArray()[..30])))).Should().Throw<EndOfStreamException>();
    }

    [Fact]
    public void EnvironmentsAreDrawnWhereTheyPlay()
    {
        using var toys = Toys.Play(count: 3, workers: 2, options: Toys.Options with { Drawable = true });
        toys.Reset();
        toys.Step([0, 0, 0]);
        var pixels = new byte[18];
        for (var i = 0; i < 3; i++)
        {
            var picture = toys.Renderer(i)!;
            (picture.FrameWidth, picture.FrameHeight).Should().Be((3, 2));
            picture.Render(pixels);
            pixels.Should().Equal(Enumerable.Range(0, 18).Select(place => (byte)((i * 100) + 20 + place)));
        }

        FluentActions.Invoking(() => toys.Renderer(0)!.Render(new byte[17])).Should().Throw<ArgumentException>().WithParameterName("pixels");
        FluentActions.Invoking(() => toys.Renderer(3)).Should().Throw<ArgumentOutOfRangeException>();
        using var undrawn = Toys.Play();
        undrawn.Renderer(0).Should().BeNull();
    }

    [Fact]
    public void ASpecificationKnowsWhatTheWorkerSays()
    {
        var spec = GymnasiumEnvironments.Describe(Toys.Setup("""{"length": 12}"""));
        spec.Id.Should().Be("gym:Toy-v0");
        spec.MaxEpisodeSteps.Should().Be(12);
        spec.RewardThreshold.Should().Be(7.5);
        spec.ObservationSpace.Should().Be(ObservationSpace.Uniform([3], 0, float.PositiveInfinity));
        spec.ActionSpace.Should().Be(new DiscreteActions(4));
        using var toys = spec.CreateVector(3, seed: 1, threads: 2);
        toys.Reset();
        toys.Count.Should().Be(3);
    }

    [Fact]
    public void ArgumentsOutOfRangeAreNamed()
    {
        FluentActions.Invoking(() => Toys.Play(count: 0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
        FluentActions.Invoking(() => Toys.Play(workers: 0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("workers");
        FluentActions.Invoking(() => new GymnasiumVectorEnvironment(" ", 1, 1)).Should().Throw<ArgumentException>().WithParameterName("id");
    }

    private static float FirstElement(ulong seed, int index, ulong episode) =>
        (Seeds.Derive(Seeds.Derive(seed, "environment", (ulong)index), "episode", episode) >> 33) % 4096;
}
