using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class AtariEnvironmentTests
{
    public static TheoryData<string> Presets => [.. AtariPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void KeepsTheContractGameByGame(string preset) =>
        EnvironmentContract.Verify(
            () => new WholeGames(Game(AtariPresets.Find(preset))),
            new EnvironmentContractSettings { Episodes = 2, StepsPerEpisode = 60 });

    [Fact]
    public void KeepsTheContractAtTheLimitOfFrames() =>
        EnvironmentContract.Verify(
            () => new WholeGames(Game(AtariPresets.V5 with { MaxFrames = 30 })),
            new EnvironmentContractSettings { Episodes = 3, StepsPerEpisode = 20, TimeLimit = 8 });

    /// <summary>What who stores single pictures relies on.</summary>
    [Theory]
    [MemberData(nameof(Presets))]
    public void EveryObservationIsTheOneBeforeWithOnePictureMore(string preset)
    {
        using var game = Game(AtariPresets.Find(preset));
        var space = game.ObservationSpace;
        space.StackedFrames.Should().Be(4);
        space.ElementType.Should().Be(ElementType.UInt8);
        space.Shape.ToArray().Should().Equal(4, 84, 84);
        var size = space.Size / space.StackedFrames;
        var (observation, before) = (new float[space.Size], new float[space.Size]);
        game.Reset(1, observation);
        var random = new Xoshiro256(1);
        for (var step = 0; step < 300; step++)
        {
            observation.CopyTo(before, 0);
            var end = game.Step(random.NextInt(4), observation).End;
            observation.AsSpan(0, 3 * size).SequenceEqual(before.AsSpan(size)).Should().BeTrue();
            if (end != StepEnd.None)
            {
                game.Reset((ulong)step, observation);
                for (var older = 0; older < 3; older++)
                {
                    var expected = space.StackStart == FrameStackStart.Zeros ? new float[size] : observation[^size..];
                    observation.AsSpan(older * size, size).SequenceEqual(expected).Should().BeTrue();
                }
            }
        }
    }

    [Fact]
    public void ARunContinuesBitForBitWhereALifeWasJustLost()
    {
        using var game = Game();
        var observation = new float[game.ObservationSpace.Size];
        game.Reset(3, observation);
        while (game.Step(0, observation).End == StepEnd.None)
        {
        }

        game.EpisodeFinished.Should().BeFalse();
        using var copy = Game();
        Snapshots.Read(Snapshots.Write(game.Save), copy.Load);
        copy.EpisodeFinished.Should().BeFalse();
        var other = new float[observation.Length];
        for (ulong life = 0; life < 3; life++)
        {
            game.Reset(life, observation);
            copy.Reset(life, other);
            StepResult result;
            do
            {
                result = game.Step(0, observation);
                copy.Step(0, other).Should().Be(result);
                other.Should().Equal(observation);
                (copy.EpisodeReturn, copy.EpisodeLength).Should().Be((game.EpisodeReturn, game.EpisodeLength));
            }
            while (result.End == StepEnd.None);
        }
    }

    [Fact]
    public void AnotherGameIsNoticedWhenASnapshotIsPlayedAgain()
    {
        using var game = Game();
        var observation = new float[game.ObservationSpace.Size];
        game.Reset(3, observation);
        game.Step(1, observation);
        var snapshot = Snapshots.Write(game.Save);
        using var other = new AtariEnvironment(new Meteors { Cartridge = 99 });
        other.Invoking(it => Snapshots.Read(snapshot, it.Load)).Should().Throw<InvalidDataException>().WithMessage("*another one*");
        other.Invoking(it => it.Step(0, observation)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void LivesAreEpisodesOfAVectorButOnlyGamesAreReported()
    {
        using var vector = new VectorEnvironment(() => Game(), 2, seed: 5);
        vector.Reset();
        var (lives, scores) = (0, new List<(float, int)>());
        for (var step = 0; step < 300; step++)
        {
            vector.Step([0, 0]);
            for (var i = 0; i < 2; i++)
            {
                lives += vector.Ends[i] != StepEnd.None ? 1 : 0;
                if (vector.Ends[i] != StepEnd.None && vector.EpisodeLengths[i] > 0)
                {
                    scores.Add((vector.EpisodeReturns[i], vector.EpisodeLengths[i]));
                }
            }
        }

        scores.Should().NotBeEmpty();
        lives.Should().BeGreaterThan(2 * scores.Count);
        scores.Should().Contain(score => score.Item1 < -3, "a miss costs two, of which the agent sees one");
    }

    [Fact]
    public void AnAbandonedGameIsReportedByALimitOutside()
    {
        var game = Game();
        using var vector = new VectorEnvironment(() => new TimeLimit<int>(game, 3), 1, seed: 5);
        vector.Reset();
        vector.Step([0]);
        vector.Step([0]);
        vector.Step([0]);
        vector.Ends[0].Should().Be(StepEnd.Truncated);
        vector.EpisodeLengths[0].Should().Be(3);
    }

    [Fact]
    public void IsDrawnAsTheSourceShowsIt()
    {
        using var source = new Meteors();
        using var game = new AtariEnvironment(source);
        var (pixels, expected) = (new byte[210 * 160 * 3], new byte[210 * 160 * 3]);
        game.Invoking(it => it.Render(pixels)).Should().Throw<InvalidOperationException>();
        game.Reset(1, new float[game.ObservationSpace.Size]);
        (game.FrameWidth, game.FrameHeight).Should().Be((160, 210));
        game.Render(pixels);
        source.CopyFrame(0, expected);
        pixels.Should().Equal(expected);
        game.Invoking(it => it.Render(new byte[7])).Should().Throw<ArgumentException>().WithParameterName("pixels");

        using var grey = Game(AtariPresets.V5);
        grey.Reset(1, new float[grey.ObservationSpace.Size]);
        grey.Render(pixels);
        pixels.Chunk(3).Should().OnlyContain(pixel => pixel[0] == pixel[1] && pixel[1] == pixel[2]);
        pixels.Distinct().Should().HaveCountGreaterThan(20);
    }

    [Fact]
    public void GoesOverFromFiringWhereThereIsNoFire()
    {
        using var game = new AtariEnvironment(new Silent(), new AtariOptions { ColorPictures = false, NoOpMax = 0 });
        game.Reset(1, new float[game.ObservationSpace.Size]);
        game.Lives.Should().Be(0);
        game.ActionSpace.Should().Be(new DiscreteActions(2));
    }

    [Fact]
    public void RefusesSourcesAndOptionsThatDoNotFit()
    {
        Refused(() => new AtariEnvironment(null!), "source");
        Refused(() => new AtariEnvironment(new Meteors(1)), "source");
        Refused(() => new AtariEnvironment(new Meteors(3), AtariPresets.V5), "source");
        Refused(() => new AtariEnvironment(new Meteors(), new AtariOptions { PictureSize = 161 }), "source");
        Refused(() => new AtariOptions { NoOpMax = -1 }, "NoOpMax");
        Refused(() => new AtariOptions { FrameSkip = 0 }, "FrameSkip");
        Refused(() => new AtariOptions { StickyActionProbability = double.NaN }, "StickyActionProbability");
        Refused(() => new AtariOptions { StackedFrames = 0 }, "StackedFrames");
        Refused(() => new AtariOptions { StackStart = (FrameStackStart)7 }, "StackStart");
        Refused(() => new AtariOptions { PictureSize = 0 }, "PictureSize");
        Refused(() => new AtariOptions { MaxFrames = 0 }, "MaxFrames");
        Refused(() => AtariPresets.Find("rainbow"), "name");
        AtariPresets.Names.Should().Equal("dqn", "a2c", "v5");
        new AtariOptions().Should().Be(AtariPresets.Dqn);
        AtariPresets.A2c.Should().Be(AtariPresets.Dqn with { StackStart = FrameStackStart.Zeros });
    }

    [Fact]
    public void DisposesItsSource()
    {
        var source = new Meteors();
        new AtariEnvironment(source).Dispose();
        source.Disposed.Should().BeTrue();
    }

    private static AtariEnvironment Game(AtariOptions? options = null) =>
        new(new Meteors((options ?? AtariPresets.Dqn).ColorPictures ? 3 : 1), options);

    private static void Refused(Func<object> make, string parameter) =>
        make.Should().Throw<ArgumentException>().WithParameterName(parameter);

    /// <summary>Two actions, no lives, nothing to see.</summary>
    private sealed class Silent : IFrameSource
    {
        public int Width => 160;

        public int Height => 250;

        public int Channels => 1;

        public ReadOnlySpan<int> ActionNumbers => [0, 3];

        public int Lives => 0;

        public void Reset(ulong seed)
        {
        }

        public FrameResult Act(int action, int frames) => new(0, frames, false);

        public void CopyFrame(int age, Span<byte> picture) => picture.Clear();

        public void Dispose()
        {
        }
    }
}
