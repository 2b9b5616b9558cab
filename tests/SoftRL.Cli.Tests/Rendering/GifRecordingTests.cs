using SoftRL.Environments;
using SoftRL.Environments.Tests;

namespace SoftRL.Cli.Tests;

public sealed class GifRecordingTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void AtThirtyPicturesInASecondTheTimesAddUp()
    {
        var gif = Recorded(30, 31, ends: true, out _);
        gif.Delays.SkipLast(1).Sum().Should().Be(100);
        gif.Delays.SkipLast(1).Should().OnlyContain(delay => delay == 3 || delay == 4);
    }

    [Fact]
    public void AtMoreThanFiftyPicturesInASecondSomeAreLeftOutButNotTheLast()
    {
        var gif = Recorded(125, 126, ends: true, out var report);
        gif.Delays.SkipLast(1).Sum().Should().BeInRange(100, 102);
        gif.Delays.Should().OnlyContain(delay => delay >= 2);
        gif.Screens.Should().HaveCountLessThan(60);
        gif.Screens[^1][0].Should().Be(125);
        report.Moment.Step.Should().Be(125);
    }

    [Fact]
    public void ALongEpisodeIsCut()
    {
        var gif = Recorded(10, 4000, ends: false, out var report);
        gif.Screens.Should().HaveCount(Recordings.MaxPictures);
        report.Pictures.Should().Be(3000);
        report.Line().Should().Contain("the first 2,999 steps of an episode").And.Contain("3,000 pictures");
    }

    [Fact]
    public void WhatIsNotFinishedIsRemoved()
    {
        using (var recording = new GifRecording(_directory["a.gif"]))
        {
            recording.Enter("a", new Stage(10));
            recording.Show([1, 2, 3], new Moment(0, 0, Ends: false));
            recording.Report.Should().BeNull();
            Directory.GetFiles(_directory.Path).Should().ContainSingle();
        }

        Directory.GetFiles(_directory.Path).Should().BeEmpty();
    }

    [Fact]
    public void PicturesThatAreNotFinishedAreRemovedToo()
    {
        _directory.Write("other.png", "kept");
        using (var recording = new PngRecording("x", _directory.Path, "x-"))
        {
            recording.Enter("a", new Stage(10));
            recording.Show([1, 2, 3], new Moment(0, 0, Ends: false));
            File.Exists(_directory["x-0001.png"]).Should().BeTrue();
        }

        Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Should().Equal("other.png");
    }

    [Fact]
    public void OnlyWhatCanBeDrawnIsFilmed()
    {
        var film = () => new FilmedEnvironments("Plain-v0", new VectorEnvironment(() => new Undrawn(), 1, 1), [], CancellationToken.None);
        film.Should().Throw<UsageException>().WithMessage("Plain-v0 cannot be drawn*");
    }

    [Fact]
    public void FilmedEnvironmentsAreOtherwiseAsTheyAre()
    {
        using var recording = new GifRecording(_directory["a.gif"]);
        using var plain = EnvironmentCatalog.Find("MinAtar/Breakout-v1").CreateVector(3, 7);
        using IVectorEnvironment filmed = new FilmedEnvironments("x", EnvironmentCatalog.Find("MinAtar/Breakout-v1").CreateVector(3, 7), [recording], CancellationToken.None);
        plain.Reset();
        filmed.Reset();
        (filmed.Count, filmed.ExactSnapshots).Should().Be((3, true));
        for (var step = 0; step < 50; step++)
        {
            int[] actions = [step % 3, 1, 2];
            plain.Step(actions);
            filmed.Step(actions);
            filmed.Observations.SequenceEqual(plain.Observations).Should().BeTrue();
            filmed.FinalObservations.SequenceEqual(plain.FinalObservations).Should().BeTrue();
            filmed.Rewards.SequenceEqual(plain.Rewards).Should().BeTrue();
            filmed.Ends.SequenceEqual(plain.Ends).Should().BeTrue();
            filmed.EpisodeReturns.SequenceEqual(plain.EpisodeReturns).Should().BeTrue();
        }

        recording.Report!.Moment.Ends.Should().BeTrue();
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        filmed.Save(writer);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        filmed.Load(reader);
        filmed.Observations.SequenceEqual(plain.Observations).Should().BeTrue();
        filmed.Renderer(2).Should().NotBeNull();
    }

    [Fact]
    public void TheLastStateIsDrawnThroughWrappersToo()
    {
        var audience = new Pictures();
        using IVectorEnvironment filmed = new FilmedEnvironments(
            "x", new NormalizedVectorEnvironment(EnvironmentCatalog.Find("CartPole-v1").CreateVector(1, 7)), [audience], CancellationToken.None);
        filmed.Reset();
        while (!audience.Ended)
        {
            filmed.Step([1]);
        }

        // Where the fallen pole could not be drawn, the picture before it would be shown again.
        audience.Last.Should().NotEqual(audience.BeforeLast);
    }

    [Fact]
    public void AStopEndsThePlaying()
    {
        using var stop = new CancellationTokenSource();
        using IVectorEnvironment filmed = new FilmedEnvironments("x", EnvironmentCatalog.Find("Pendulum-v1").CreateVector(1, 7), [], stop.Token);
        filmed.Reset();
        filmed.Step([0.5f]);
        stop.Cancel();
        filmed.Invoking(environments => environments.Step([0.5f])).Should().Throw<OperationCanceledException>();
    }

    public void Dispose() => _directory.Dispose();

    private GifReader Recorded(double pace, int pictures, bool ends, out RecordingReport report)
    {
        using var recording = new GifRecording(_directory["a.gif"]);
        recording.Enter("a", new Stage(pace));
        for (var i = 0; i < pictures && recording.IsWatching; i++)
        {
            recording.Show([(byte)i, (byte)(i / 256), 0], new Moment(i, i, ends && i == pictures - 1));
        }

        report = recording.Report!;
        report.Should().NotBeNull();
        return GifReader.Read(File.ReadAllBytes(_directory["a.gif"]));
    }

    private sealed class Stage(double pace) : IRenderable
    {
        public int FrameWidth => 1;

        public int FrameHeight => 1;

        public double FramesPerSecond => pace;

        public void Render(Span<byte> pixels) => pixels.Clear();
    }

    private sealed class Undrawn : IEnvironment<int>
    {
        public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([1], 0, 1);

        public ActionSpace ActionSpace { get; } = new DiscreteActions(2);

        public void Reset(ulong seed, Span<float> observation) => observation.Clear();

        public StepResult Step(int action, Span<float> observation) => default;

        public void Save(BinaryWriter writer)
        {
        }

        public void Load(BinaryReader reader)
        {
        }
    }

    /// <summary>Keeps the last two pictures of the first episode.</summary>
    private sealed class Pictures : IAudience
    {
        public bool Ended { get; private set; }

        public bool IsWatching => !Ended;

        public byte[] Last { get; private set; } = [];

        public byte[] BeforeLast { get; private set; } = [];

        public void Enter(string title, IRenderable stage)
        {
        }

        public void Show(ReadOnlySpan<byte> pixels, Moment moment)
        {
            (BeforeLast, Last) = (Last, pixels.ToArray());
            Ended = moment.Ends;
        }
    }
}
