using System.Text;

namespace SoftRL.Training.Tests;

public sealed class TensorBoardSinkTests : IDisposable
{
    private static readonly DateTimeOffset Started = new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly ScratchFolder _folder = new();

    private string EventPath => _folder["run/events.out.tfevents.1709208000.softrl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheFileOpensWithItsVersion()
    {
        TensorBoardSink.Create(_folder["run"], Started).Dispose();

        EventFile.Read(File.ReadAllBytes(EventPath)).Should().BeEquivalentTo([new EventFile.Event(1709208000, 0, "brain.Event:2", [])]);
    }

    [Fact]
    public void ARowIsOneEventWithItsFiguresInOrder()
    {
        using (var sink = TensorBoardSink.Create(_folder["run"], Started))
        {
            sink.Write(Rows.Metrics(1L << 40, seconds: 2.5));
            sink.Write(Rows.Evaluation(7));
        }

        var events = EventFile.Read(File.ReadAllBytes(EventPath));

        events.Should().HaveCount(3);
        events[1].WallTime.Should().Be(1709208002.5);
        events[1].Step.Should().Be(1L << 40);
        events[1].Values.Should().Equal(
            ("episode_return", (1L << 40) * 0.5f), ("episode_length", 20f), ("steps_per_second", (1L << 40) / 2.5f), ("loss/policy", -0.25f),
            ("loss/value", 1e-9f), ("policy/entropy", 0.6931f), ("policy/kl", 0.01f));
        events[2].Values.Should().Equal(
            ("evaluation/mean_return", 107f), ("evaluation/std_return", 1.5f), ("evaluation/min_return", 9f), ("evaluation/max_return", 500f),
            ("evaluation/mean_length", 123.4f));
    }

    [Fact]
    public void FiguresThatAreAbsentOrNotFiniteAreLeftOut()
    {
        using (var sink = TensorBoardSink.Create(_folder["run"], Started))
        {
            sink.Write(new MetricsRow { Step = 1, Seconds = 1, Values = [new("a", double.NaN), new("b", 1e300), new("c", 3)] });
        }

        EventFile.Read(File.ReadAllBytes(EventPath))[1].Values.Should().Equal(("steps_per_second", 0f), ("c", 3f));
    }

    [Fact]
    public void LongNamesAreEncoded()
    {
        var name = "group/" + new string('é', 300);
        using (var sink = TensorBoardSink.Create(_folder["run"], Started))
        {
            sink.Write(new MetricsRow { Step = 1, Seconds = 1, Values = [new(name, 1)] });
        }

        EventFile.Read(File.ReadAllBytes(EventPath))[1].Values.Should().Contain((name, 1f));
    }

    [Fact]
    public void AResumedFileEqualsAnUninterruptedOne()
    {
        using (var whole = TensorBoardSink.Create(_folder["whole"], Started))
        {
            WriteSteps(whole, 1, 5);
        }

        TensorBoardPosition position;
        using (var first = TensorBoardSink.Create(_folder["run"], Started))
        {
            WriteSteps(first, 1, 2);
            first.Flush();
            position = first.Position;
            WriteSteps(first, 3, 4);
        }

        using (var second = TensorBoardSink.Resume(_folder["run"], position))
        {
            WriteSteps(second, 3, 5);
        }

        File.ReadAllBytes(EventPath).Should().Equal(File.ReadAllBytes(_folder["whole/events.out.tfevents.1709208000.softrl"]));
    }

    [Fact]
    public void ThePositionRoundTripsThroughACheckpoint()
    {
        var position = new TensorBoardPosition(1709208000, 1L << 40);
        using var stream = new MemoryStream();
        position.Save(new BinaryWriter(stream));
        stream.Position = 0;

        TensorBoardPosition.Load(new BinaryReader(stream)).Should().Be(position);
    }

    [Fact]
    public void AMissingFileIsNamedOnResume()
    {
        var resume = () => TensorBoardSink.Resume(_folder["run"], new TensorBoardPosition(1709208000, 40));

        resume.Should().Throw<MetricsException>().WithMessage($"Cannot continue '{EventPath}': *");
    }

    [Theory]
    [InlineData("123456789", 0xE3069283u)]
    [InlineData("", 0u)]
    public void TheSecondOpinionsChecksumIsTheKnownOne(string text, uint expected) =>
        EventFile.Crc32C(Encoding.ASCII.GetBytes(text)).Should().Be(expected);

    [Fact]
    public void TheSecondOpinionsChecksumIsThatOfTheStandardsExamples()
    {
        EventFile.Crc32C(new byte[32]).Should().Be(0x8A9136AAu, "RFC 3720 B.4, 32 zeros");
        EventFile.Crc32C([.. Enumerable.Range(0, 32).Select(i => (byte)i)]).Should().Be(0x46DD794Eu, "RFC 3720 B.4, counting up");
    }

    private static void WriteSteps(TensorBoardSink sink, long from, long to)
    {
        for (var step = from; step <= to; step++)
        {
            sink.Write(Rows.Metrics(step));
        }
    }
}
