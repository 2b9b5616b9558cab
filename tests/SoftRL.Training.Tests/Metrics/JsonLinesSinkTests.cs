using System.Text.Json.Nodes;

namespace SoftRL.Training.Tests;

public sealed class JsonLinesSinkTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string MetricsPath => _folder["run/metrics.jsonl"];

    private string EvaluationsPath => _folder["run/evaluations.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ALineHasTheDocumentedKeysInTheDocumentedOrder()
    {
        using (var sink = JsonLinesSink.Create(_folder["run"]))
        {
            sink.Write(Rows.Metrics(1000, seconds: 2));
            sink.Write(Rows.Evaluation(1000));
        }

        File.ReadAllText(MetricsPath).Should().Be(
            """{"step":1000,"seconds":2,"episode_return":500,"episode_length":20,"steps_per_second":500,"loss/policy":-0.25,"loss/value":1E-09,"policy/entropy":0.6931,"policy/kl":0.01}""" + "\n");
        File.ReadAllText(EvaluationsPath).Should().Be(
            """{"step":1000,"seconds":2.5,"episodes":10,"mean_return":1100,"std_return":1.5,"min_return":9,"max_return":500,"mean_length":123.4,"seed":18446744073709551615}""" + "\n");
    }

    [Fact]
    public void NumbersThatJsonDoesNotHaveAndAbsentOnesAreNull()
    {
        using (var sink = JsonLinesSink.Create(_folder["run"]))
        {
            sink.Write(new MetricsRow
            {
                Step = 5,
                Seconds = 0,
                StepsPerSecond = double.PositiveInfinity,
                Values = [new("loss/policy", double.NaN), new("loss/value", double.NegativeInfinity)],
            });
        }

        File.ReadAllText(MetricsPath).Should().Be(
            """{"step":5,"seconds":0,"episode_return":null,"episode_length":null,"steps_per_second":null,"loss/policy":null,"loss/value":null,"policy/entropy":null,"policy/kl":null}""" + "\n");
    }

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        using (var sink = JsonLinesSink.Create(_folder["run"]))
        {
            sink.Write(Rows.Metrics(1));
            sink.Write(Rows.Metrics(2) with { EpisodeReturn = null, Kl = null });
            sink.Write(Rows.Evaluation(2));
        }

        MetricsReader.Metrics(MetricsPath).Should().BeEquivalentTo(
            [Rows.Metrics(1), Rows.Metrics(2) with { EpisodeReturn = null, Kl = null }], options => options.WithStrictOrdering());
        MetricsReader.Evaluations(EvaluationsPath).Should().Equal(Rows.Evaluation(2));
    }

    [Fact]
    public void EveryLineCanBeReadBeforeTheSinkIsClosed()
    {
        using var sink = JsonLinesSink.Create(_folder["run"]);

        sink.Write(Rows.Metrics(1));

        MetricsReader.Metrics(MetricsPath).Should().ContainSingle();
    }

    [Fact]
    public void AResumedRunEqualsAnUninterruptedOneInAllButTheClock()
    {
        using (var whole = JsonLinesSink.Create(_folder["whole"]))
        {
            WriteSteps(whole, 1, 6, seconds: 1);
        }

        JsonLinesPosition position;
        using (var first = JsonLinesSink.Create(_folder["run"]))
        {
            WriteSteps(first, 1, 3, seconds: 1);
            first.Flush();
            position = first.Position;
            WriteSteps(first, 4, 5, seconds: 1);
        }

        File.AppendAllText(MetricsPath, """{"step":6,"sec""");
        using (var second = JsonLinesSink.Resume(_folder["run"], position))
        {
            WriteSteps(second, 4, 6, seconds: 7);
        }

        WithoutClock(MetricsPath).Should().Equal(WithoutClock(_folder["whole/metrics.jsonl"]));
        WithoutClock(EvaluationsPath).Should().Equal(WithoutClock(_folder["whole/evaluations.jsonl"]));
        WithoutClock(MetricsPath).Should().HaveCount(6);
    }

    [Fact]
    public void ThePositionRoundTripsThroughACheckpoint()
    {
        var position = new JsonLinesPosition(1L << 40, 7);
        using var stream = new MemoryStream();
        position.Save(new BinaryWriter(stream));
        stream.Position = 0;

        JsonLinesPosition.Load(new BinaryReader(stream)).Should().Be(position);
    }

    [Fact]
    public void ResumingFromTheVeryStartNeedsNoFiles()
    {
        using (var sink = JsonLinesSink.Resume(_folder["run"], default))
        {
            sink.Write(Rows.Metrics(1));
        }

        using (var again = JsonLinesSink.Resume(_folder["run"], default))
        {
            again.Position.Should().Be(default(JsonLinesPosition));
        }

        new FileInfo(MetricsPath).Length.Should().Be(0);
    }

    [Fact]
    public void ANewRunDoesNotOverwriteAnOldOne()
    {
        JsonLinesSink.Create(_folder["run"]).Dispose();
        var create = () => JsonLinesSink.Create(_folder["run"]);

        create.Should().Throw<MetricsException>().WithMessage($"Cannot create '{MetricsPath}': *").Which.Path.Should().Be(MetricsPath);
    }

    [Fact]
    public void AFileThatLostLinesIsRefused()
    {
        JsonLinesSink.Create(_folder["run"]).Dispose();
        var resume = () => JsonLinesSink.Resume(_folder["run"], new JsonLinesPosition(10, 0));

        resume.Should().Throw<MetricsException>()
            .WithMessage($"Cannot continue '{MetricsPath}': it has 0 bytes, but the checkpoint was taken when it had 10.");
    }

    [Fact]
    public void AMissingFileIsRefusedAndNothingStaysOpen()
    {
        JsonLinesSink.Create(_folder["run"]).Dispose();
        File.Delete(EvaluationsPath);
        var resume = () => JsonLinesSink.Resume(_folder["run"], new JsonLinesPosition(0, 10));

        resume.Should().Throw<MetricsException>().WithMessage($"Cannot continue '{EvaluationsPath}': *");
        using var exclusive = new FileStream(MetricsPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsNamed()
    {
        File.WriteAllText(_folder["run"], "in the way");
        var create = () => JsonLinesSink.Create(_folder["run"]);

        create.Should().Throw<MetricsException>().WithMessage($"Cannot create '{MetricsPath}': *");
    }

    [Fact]
    public void AFullDiskIsNamed()
    {
        if (!File.Exists("/dev/full"))
        {
            return; // Only Linux has a device that is always full.
        }

        Directory.CreateDirectory(_folder["run"]);
        File.CreateSymbolicLink(MetricsPath, "/dev/full");
        using var sink = JsonLinesSink.Resume(_folder["run"], default);
        var write = () => sink.Write(Rows.Metrics(1));

        write.Should().Throw<MetricsException>().WithMessage($"Cannot write '{MetricsPath}': No space left on device*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("step")]
    [InlineData("policy/kl")]
    [InlineData("loss/value")]
    public void AMetricCannotTakeTheNameOfAnother(string name)
    {
        var create = () => Rows.Metrics(1) with { Values = [new("loss/value", 1), new(name, 2)] };

        create.Should().Throw<ArgumentException>().WithParameterName("Values");
    }

    [Fact]
    public void ANegativeStepIsRefused()
    {
        var create = () => Rows.Metrics(-1);

        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("Step");
    }

    private static void WriteSteps(JsonLinesSink sink, long from, long to, double seconds)
    {
        for (var step = from; step <= to; step++)
        {
            sink.Write(Rows.Metrics(step, seconds + step));
            if (step % 2 == 0)
            {
                sink.Write(Rows.Evaluation(step));
            }
        }
    }

    private static IEnumerable<string> WithoutClock(string path) => File.ReadAllLines(path).Select(line =>
    {
        var row = (JsonObject)JsonNode.Parse(line)!;
        foreach (var key in MetricsRow.ClockKeys)
        {
            row.Remove(key);
        }

        return row.ToJsonString();
    });
}
