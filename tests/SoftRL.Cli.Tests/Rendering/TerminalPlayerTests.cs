using System.Text.RegularExpressions;
using SoftRL.Environments;
using Spectre.Console;

namespace SoftRL.Cli.Tests;

public sealed partial class TerminalPlayerTests : IDisposable
{
    private readonly StringWriter _screen = new();
    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _stop = new();

    [Theory]
    [InlineData(600, 300, 80, 24, 80, 20)]
    [InlineData(400, 400, 80, 24, 48, 24)]
    [InlineData(160, 160, 400, 200, 160, 80)] // Never beyond its own size.
    [InlineData(600, 10, 30, 24, 30, 1)]
    [InlineData(10, 600, 30, 2, 1, 2)]
    public void APictureFillsTheSpaceInItsProportions(int width, int height, int columns, int rows, int expectedColumns, int expectedRows) =>
        HalfBlocks.Fit(width, height, columns, rows).Should().Be((expectedColumns, expectedRows));

    [Fact]
    public void ACharacterShowsTwoPixels()
    {
        var console = Console(20, 5);
        byte[] pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30];
        console.Write(new HalfBlocks(pixels, 2, 2, 2, 1));
        _screen.ToString().Should().Be("\u001b[38;2;255;0;0;48;2;0;0;255m▀\u001b[0m\u001b[38;2;0;255;0;48;2;10;20;30m▀\u001b[0m\n");
    }

    [Fact]
    public void NeighboursOfOneColorShareTheirEscapesAndMeansAreTaken()
    {
        var pixels = new byte[3 * 8 * 4];
        for (var i = 0; i < pixels.Length; i += 6)
        {
            pixels[i] = 200;
        }

        Console(20, 5).Write(new HalfBlocks(pixels, 8, 4, 4, 1));
        _screen.ToString().Should().Be("\u001b[38;2;100;0;0;48;2;100;0;0m▀▀▀▀\u001b[0m\n");
    }

    [Fact]
    public void PicturesComeAtTheirPaceWithAPauseAfterAnEpisode()
    {
        var player = Player(() => null);
        player.Enter("x", new Stage(10));
        for (var step = 0; step <= 20; step++)
        {
            player.Show(new byte[12], new Moment(step, step, step == 20));
        }

        _time.Elapsed.Should().BeCloseTo(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(10));
        player.Show(new byte[12], new Moment(0, 0, Ends: false));
        _time.Elapsed.Should().BeCloseTo(TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(10));
        player.Episodes.Should().Equal(new Moment(20, 20, Ends: true));
        Pictures().Should().Be(22);
        _screen.ToString().Should().Contain("x  episode 1  step 20  return 20  q: end").And.Contain("episode 2");
    }

    [Fact]
    public void StepsFasterThanTheEyeAreNotAllDrawn()
    {
        var player = Player(() => null);
        player.Enter("x", new Stage(500));
        for (var step = 0; step <= 500; step++)
        {
            player.Show(new byte[12], new Moment(step, step, step == 500));
        }

        _time.Elapsed.Should().BeCloseTo(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50));
        Pictures().Should().BeInRange(25, 40);
        _screen.ToString().Should().Contain("step 500");
    }

    [Fact]
    public void WhoIsLateDoesNotRushForLong()
    {
        var player = Player(() => null);
        player.Enter("x", new Stage(10));
        player.Show(new byte[12], new Moment(0, 0, Ends: false));
        _time.Advance(TimeSpan.FromSeconds(30));
        for (var step = 1; step <= 11; step++)
        {
            player.Show(new byte[12], new Moment(step, step, Ends: false));
        }

        _time.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(30.6));
    }

    [Theory]
    [InlineData(ConsoleKey.Q)]
    [InlineData(ConsoleKey.Escape)]
    public void AKeyEndsIt(ConsoleKey key)
    {
        var keys = new Queue<ConsoleKey?>([null, ConsoleKey.A, key]);
        var player = Player(keys.Dequeue);
        player.Enter("x", new Stage(10));
        var play = () =>
        {
            while (true)
            {
                player.Show(new byte[12], new Moment(0, 0, Ends: false));
            }
        };
        play.Should().Throw<WatchEndedException>();
        keys.Should().BeEmpty();
    }

    [Fact]
    public void CtrlCEndsItAndTheTerminalIsGivenBack()
    {
        var player = Player(() => null);
        player.Enter("x", new Stage(10));
        var play = () => player.OnItsOwnScreen(() =>
        {
            _stop.Cancel();
            player.Show(new byte[12], new Moment(0, 0, Ends: false));
        });
        play.Should().Throw<OperationCanceledException>();
        var written = _screen.ToString();
        written.Should().StartWith("\u001b[?1049h").And.Contain("\u001b[?25l").And.EndWith("\u001b[?25h\u001b[?1049l");
    }

    public void Dispose()
    {
        _screen.Dispose();
        _stop.Dispose();
    }

    private int Pictures() => Status().Count(_screen.ToString());

    private TerminalPlayer Player(Func<ConsoleKey?> keys) => new(Console(60, 12), keys, _time, _time.Advance, _stop.Token);

    private IAnsiConsole Console(int width, int height)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_screen), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor });
        (console.Profile.Width, console.Profile.Height) = (width, height);
        return console;
    }

    [GeneratedRegex("q: end")]
    private static partial Regex Status();

    private sealed class Stage(double pace) : IRenderable
    {
        public int FrameWidth => 2;

        public int FrameHeight => 2;

        public double FramesPerSecond => pace;

        public void Render(Span<byte> pixels) => pixels.Clear();
    }

    /// <summary>Time that passes only while somebody waits.</summary>
    private sealed class ManualTime : TimeProvider
    {
        public TimeSpan Elapsed { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;

        public void Advance(TimeSpan span) => Elapsed += span;
    }
}
