namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>A source of Atari frames in another process, whatever plays there.</summary>
public sealed class AleFrameSourceTests
{
    private const int Size = 96 * 90;

    [Fact]
    public void FramesRewardsLivesAndTheEndArriveAsPlayed()
    {
        using var source = new AleFrameSource(Reel(length: 5));
        (source.Width, source.Height, source.Channels).Should().Be((96, 90, 3));
        source.ActionNumbers.ToArray().Should().Equal(0, 1, 3, 4);
        source.Reset(1);
        source.Lives.Should().Be(3);
        Frames(source).Should().Equal(0, 0);
        source.Act(2, 4).Should().Be(new FrameResult(12, 4, false));
        Frames(source).Should().Equal(4, 3);
        source.Act(3, 1).Should().Be(new FrameResult(4, 1, false));
        Frames(source).Should().Equal(5, 4);
        source.Lives.Should().Be(2);
        source.Act(1, 100).Should().Be(new FrameResult(10, 10, true));
        Frames(source).Should().Equal(15, 14);
        source.Lives.Should().Be(0);
        FluentActions.Invoking(() => source.Act(0, 1)).Should().Throw<InvalidOperationException>();
        source.Reset(1);
        Frames(source).Should().Equal(0, 0);
    }

    [Fact]
    public void NothingIsAllocatedButInReset()
    {
        using var source = new AleFrameSource(Reel(length: 1000));
        source.Reset(1);
        var picture = new byte[Size * 3];
        Allocations.Least(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                source.Act(1, 4);
                source.CopyFrame(1, picture);
                source.CopyFrame(0, picture);
            }
        }).Should().Be(0);
    }

    [Fact]
    public void WrongArgumentsAreNamed()
    {
        using var source = new AleFrameSource(Reel(color: false));
        FluentActions.Invoking(() => source.Act(0, 1)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => source.CopyFrame(0, new byte[Size])).Should().Throw<InvalidOperationException>();
        source.Reset(1);
        FluentActions.Invoking(() => source.Act(4, 1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("action");
        FluentActions.Invoking(() => source.Act(0, 0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("frames");
        FluentActions.Invoking(() => source.CopyFrame(2, new byte[Size])).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("age");
        FluentActions.Invoking(() => source.CopyFrame(0, new byte[3])).Should().Throw<ArgumentException>().WithParameterName("picture");
        FluentActions.Invoking(() => new AleFrameSource("")).Should().Throw<ArgumentException>().WithParameterName("game");
        source.Dispose();
        FluentActions.Invoking(() => source.Act(0, 1)).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => source.Reset(1)).Should().Throw<ObjectDisposedException>();
    }

    [Theory]
    [InlineData("leave", 3, "Worker 0 ('Atari/Reel-v5') ended with exit code 9 while playing.*")]
    [InlineData("reward", 1, "The worker of 'Atari/Reel-v5' was to play 2 frames and gave *")]
    public void AFaultIsReportedAndAResetStartsAnew(string fault, int at, string message)
    {
        using var source = new AleFrameSource(Reel(extra: $", \"fault\": \"{fault}\""));
        for (var life = 0; life < 2; life++)
        {
            source.Reset(1);
            for (var step = 1; step < at; step++)
            {
                source.Act(1, 2);
            }

            FluentActions.Invoking(() => source.Act(1, 2)).Should().Throw<EnvironmentException>().WithMessage(message);
            FluentActions.Invoking(() => source.Act(1, 2)).Should().Throw<InvalidOperationException>();
        }
    }

    [Fact]
    public void ThePreprocessingIsTheSameAsForEverySource()
    {
        var spec = AtariEnvironments.Find("Atari/Reel-v5", null, (_, color) => Reel(color, length: 40));
        spec.Id.Should().Be("Atari/Reel-v5");
        spec.ObservationSpace.Shape.ToArray().Should().Equal(4, 84, 84);
        spec.ActionSpace.Should().Be(new DiscreteActions(4));
        spec.MaxEpisodeSteps.Should().Be(27_000);
        using var games = spec.CreateVector(2, seed: 3, threads: 2);
        games.Reset();
        games.Observations[^1].Should().Be(0);
        var steps = 0;
        do
        {
            games.Step([3, 0]);
            steps++;
        }
        while (games.Ends[0] == StepEnd.None);

        steps.Should().Be(30, "three lives of 40 frames, 4 frames to a step");
        games.Ends[0].Should().Be(StepEnd.Terminated);
        games.FinalObservations[(4 * 84 * 84) - 1].Should().Be(120);
        games.Rewards[0].Should().Be(1);
        games.EpisodeLengths[0].Should().Be(30);
        games.EpisodeReturns[0].Should().BeGreaterThan(300, "true scores are reported beside clipped rewards; actions stick");
    }

    [Fact]
    public void AnExactSnapshotPlaysTheGameAgain()
    {
        var spec = AtariEnvironments.Find("Atari/ReelNoFrameskip-v4", null, (_, color) => Reel(color, length: 40));
        using var first = spec.CreateVector(2, seed: 3);
        using var second = spec.CreateVector(2, seed: 4);
        first.ExactSnapshots.Should().BeTrue();
        first.Reset();
        for (var step = 0; step < 23; step++)
        {
            first.Step([step % 4, 1]);
        }

        var snapshot = new MemoryStream();
        first.Save(new BinaryWriter(snapshot));
        snapshot.Position = 0;
        second.Load(new BinaryReader(snapshot));
        for (var step = 0; step < 23; step++)
        {
            first.Step([step % 4, 1]);
            second.Step([step % 4, 1]);
            second.Observations.ToArray().Should().Equal(first.Observations.ToArray());
            second.Rewards.ToArray().Should().Equal(first.Rewards.ToArray());
        }
    }

    [Theory]
    [InlineData("Atari/Pong")]
    [InlineData("Atari/Pong-v4")]
    [InlineData("Atari/-v5")]
    [InlineData("Atari/PongNoFrameskip-v5")]
    public void IdsOfOtherFormsAreUnknown(string id) =>
        FluentActions.Invoking(() => AtariEnvironments.TryFind(id)).Should().Throw<UnknownEnvironmentException>().WithMessage($"*'{id}'*Atari/GAME-v5*");

    [Fact]
    public void OtherIdsAreNotAtari() => AtariEnvironments.TryFind("MinAtar/Breakout-v1").Should().BeNull();

    private static WorkerSetup Reel(bool color = true, int length = 50, string extra = "") =>
        new("Atari/Reel-v5", "frames", "Reel", Toys.Options with
        {
            Arguments = $$"""{"color": {{(color ? "true" : "false")}}, "length": {{length}}{{extra}}}""",
        })
        {
            Script = Toys.File("stand_in_worker.py"),
        };

    // The numbers of the newest frame and the one before, after a look at every pixel.
    private static int[] Frames(AleFrameSource source) =>
    [
        .. new[] { 0, 1 }.Select(age =>
        {
            var picture = new byte[Size * 3];
            source.CopyFrame(age, picture);
            for (var i = 0; i < picture.Length; i++)
            {
                picture[i].Should().Be((byte)(picture[0] + (i % 3)));
            }

            return (int)picture[0];
        }),
    ];
}
