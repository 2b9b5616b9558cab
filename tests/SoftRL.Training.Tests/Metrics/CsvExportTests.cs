namespace SoftRL.Training.Tests;

public sealed class CsvExportTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MetricsBecomeColumns()
    {
        using (var sink = JsonLinesSink.Create(_folder.Root))
        {
            sink.Write(Rows.Metrics(1, seconds: 2));
            sink.Write(Rows.Metrics(2, seconds: 4) with { EpisodeReturn = null });
        }

        CsvExport.Write(_folder["metrics.jsonl"], _folder["metrics.csv"]);

        File.ReadAllText(_folder["metrics.csv"]).Should().Be(
            """
            step,seconds,episode_return,episode_length,steps_per_second,loss/policy,loss/value,policy/entropy,policy/kl
            1,2,0.5,20,0.5,-0.25,1E-09,0.6931,0.01
            2,4,,20,0.5,-0.25,1E-09,0.6931,0.01

            """);
    }

    [Fact]
    public void ColumnsAreTheUnionInOrderOfAppearanceAndTextIsQuoted()
    {
        File.WriteAllText(_folder["rows.jsonl"], """
            {"a":1,"b":"plain"}
            {"c":true,"a":"x, \"y\"\nz"}

            """.TrimEnd() + "\n");

        CsvExport.Write(_folder["rows.jsonl"], _folder["rows.csv"]);

        File.ReadAllText(_folder["rows.csv"]).Should().Be("a,b,c\n1,plain,\n\"x, \"\"y\"\"\nz\",,true\n");
    }

    [Fact]
    public void ATargetThatCannotBeWrittenIsNamed()
    {
        File.WriteAllText(_folder["rows.jsonl"], "{\"a\":1}\n");
        var target = _folder["missing/rows.csv"];
        var write = () => CsvExport.Write(_folder["rows.jsonl"], target);

        write.Should().Throw<MetricsException>().WithMessage($"Cannot write '{target}': *");
    }
}
