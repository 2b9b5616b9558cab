using SoftRL.Environments;
using SoftRL.Environments.Tests;

namespace SoftRL.Cli.Tests;

public sealed class RecordTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void AnAnimationShowsTheWholeFirstEpisode()
    {
        Train();
        var path = _directory["episode.gif"];
        var run = CliRun.Of("evaluate", Run, "--episodes", "3", "--record", path, "--json");
        run.ExitCode.Should().Be(0, run.Error);
        run.Json["recording"]!.GetValue<string>().Should().Be(path);
        var steps = run.Json["recorded_steps"]!.GetValue<int>();
        run.Json["recorded_pictures"]!.GetValue<int>().Should().Be(steps + 1, "fifty pictures in a second are shown one by one");
        run.Json["recorded_return"]!.GetValue<double>().Should().Be(steps);
        run.Error.Should().Contain($"recorded an episode of {steps} steps").And.Contain(path);

        var gif = GifReader.Read(File.ReadAllBytes(path));
        (gif.Width, gif.Height, gif.Repeats).Should().Be((600, 300, true));
        gif.Screens.Should().HaveCount(steps + 1);
        gif.Delays.SkipLast(1).Should().OnlyContain(delay => delay == 2);
        gif.Delays[^1].Should().Be(100);

        // Upright at first; fallen on the last picture, which is of the episode that ended and not of the next one.
        Lean(gif, 0).Should().BeLessThan(0.06);
        Lean(gif, steps).Should().BeGreaterThan(0.19, "the episode ends at 12 degrees, 0.21");
        Hidden().Should().BeEmpty();
    }

    [Fact]
    public void RecordingDoesNotChangeTheEvaluation()
    {
        Train();
        var plain = CliRun.Of("evaluate", Run, "--episodes", "20", "--json");
        var recorded = CliRun.Of("evaluate", Run, "--episodes", "20", "--json", "--record", _directory["episode.gif"]);
        foreach (var (key, value) in plain.Json)
        {
            recorded.Json[key]!.ToJsonString().Should().Be(value!.ToJsonString(), key);
        }
    }

    [Fact]
    public void NumberedPicturesLieBesideEachOtherOrInAFolder()
    {
        Train();
        CliRun.Of("evaluate", Run, "--episodes", "1", "--record", _directory["frame.png"]).Output.Should().Contain(_directory["frame-0001.png"]);
        CliRun.Of("evaluate", Run, "--episodes", "1", "--record", _directory["deep/frames/"]).Output.Should().Contain(_directory["deep/frames/0001.png"]);
        CliRun.Of("evaluate", Run, "--episodes", "1", "--record", _directory["episode.gif"]).ExitCode.Should().Be(0);
        var gif = GifReader.Read(File.ReadAllBytes(_directory["episode.gif"]));
        for (var i = 0; i < gif.Screens.Count; i++)
        {
            var file = File.ReadAllBytes(_directory[$"frame-{i + 1:0000}.png"]);
            PngReader.Read(file).Pixels.Should().Equal(gif.Screens[i]);
            File.ReadAllBytes(_directory[$"deep/frames/{i + 1:0000}.png"]).Should().Equal(file);
        }

        Directory.GetFiles(_directory["deep/frames"]).Should().HaveCount(gif.Screens.Count);
        var again = CliRun.Of("evaluate", Run, "--record", _directory["frame.png"]);
        again.ExitCode.Should().Be(2);
        again.Error.Should().Contain("frame-0001.png already").And.Contain("remove the old pictures");
    }

    [Theory]
    [InlineData("episode.mp4", "allowed: NAME.gif")]
    [InlineData("episode", "allowed: NAME.gif")]
    [InlineData("none/episode.gif", "there is no folder")]
    [InlineData("none/episode.png", "there is no folder")]
    [InlineData("file/frames/", "cannot be written")]
    [InlineData("file/episode.gif", "there is no folder")]
    public void APathThatCannotBeRecordedToIsRefusedBeforeAnythingIsPlayed(string name, string what)
    {
        _directory.Write("file", "not a folder");
        var run = CliRun.Of("evaluate", _directory["nowhere"], "--record", _directory[name]);
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("--record").And.Contain(name).And.Contain(what).And.NotContain("nowhere");
    }

    [Fact]
    public void AnAnimationIsReplacedOnlyByAWholeOne()
    {
        _directory.Write("episode.gif", "older");
        CliRun.Of("evaluate", _directory["nowhere"], "--record", _directory["episode.gif"]).ExitCode.Should().Be(2);
        File.ReadAllText(_directory["episode.gif"]).Should().Be("older");
        Hidden().Should().BeEmpty("what was begun is removed");
        Train();
        CliRun.Of("evaluate", Run, "--episodes", "1", "--record", _directory["episode.gif"]).ExitCode.Should().Be(0);
        GifReader.Read(File.ReadAllBytes(_directory["episode.gif"])).Screens.Should().NotBeEmpty();
    }

    [Fact]
    public void WithoutATerminalWatchingIsRefused()
    {
        var run = CliRun.Of("evaluate", _directory["nowhere"], "--watch");
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("--watch needs a terminal").And.Contain("--record");
    }

    [Fact]
    public void CtrlCLeavesNoHalfWrittenFile()
    {
        Train();
        using var process = new CliProcess("evaluate", Run, "--episodes", "10000000", "--record", _directory["episode.gif"]);
        SpinWait.SpinUntil(() => File.Exists(_directory["episode.gif"]), TimeSpan.FromMinutes(5)).Should().BeTrue();
        process.Signal(CliProcess.Interrupt);
        process.Finish().ExitCode.Should().Be(130);
        Hidden().Should().BeEmpty();
    }

    public void Dispose() => _directory.Dispose();

    private string Run => _directory["run"];

    // The sine of the pole's angle, from the middles of pole and cart.
    private static double Lean(GifReader gif, int index)
    {
        var picture = new Picture(gif.Width, gif.Height, gif.Screens[index]);
        return Math.Abs(picture.Middle(Shades.Orange).X - picture.Middle(Shades.Blue).X) / 50;
    }

    private string[] Hidden() => Directory.GetFiles(_directory.Path, ".*");

    private void Train() => CliRun.Of("train", "a2c", "--env", "CartPole-v1", "--out", Run, "--steps", "300", "--quiet", "--eval-episodes", "1").ExitCode.Should().Be(0);
}
