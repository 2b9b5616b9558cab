namespace SoftRL.Training.Tests;

public sealed class CompositeSinkTests
{
    [Fact]
    public void EverySinkGetsEverythingInTurn()
    {
        var log = new List<string>();
        using (var sink = new CompositeSink(new Recorder("a", log), new Recorder("b", log)))
        {
            sink.Write(Rows.Metrics(1));
            sink.Write(Rows.Evaluation(2));
            sink.Flush();
        }

        log.Should().Equal("a metrics 1", "b metrics 1", "a evaluation 2", "b evaluation 2", "a flush", "b flush", "a dispose", "b dispose");
    }

    private sealed class Recorder(string name, List<string> log) : IMetricsSink
    {
        public void Write(MetricsRow row) => log.Add($"{name} metrics {row.Step}");

        public void Write(EvaluationRow row) => log.Add($"{name} evaluation {row.Step}");

        public void Flush() => log.Add($"{name} flush");

        public void Dispose() => log.Add($"{name} dispose");
    }
}
