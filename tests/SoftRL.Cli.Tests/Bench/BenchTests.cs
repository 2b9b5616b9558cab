using System.Globalization;
using System.Text.Json.Nodes;
using SoftRL.Testing;

namespace SoftRL.Cli.Tests;

public sealed class BenchTests
{
    private static readonly BenchPeer s_floor = new(PeerKind.Floor, "a2c", 1);
    private static readonly BenchPeer s_sleeping = new(PeerKind.Floor, "a2c", 2, Sleeping: true);
    private static readonly BenchPeer s_baselines = new(PeerKind.Baselines, "a2c-minatar", 1);
    private static readonly BenchCase s_one = new("a2c", "E", 16, 1, 10);
    private static readonly BenchCase s_sharded = new("softq", "E", 16, 1, 10) { Shards = 2 };
    private static readonly BenchCase s_alone = new("dqn", null, 1, 2, 0);
    private static readonly BenchWork s_work = new("a2c on E", "steps/s", [s_floor, s_sleeping, s_baselines], [s_one, s_sharded]);
    private static readonly BenchWork s_other = new("dqn", "updates/s", [], [s_alone]);

    [Fact]
    public void NamesSayWhatIsMeasured()
    {
        s_work.Names.Concat(s_other.Names).Should().Equal(
            "C++ loop a2c, 1 thread", "C++ loop a2c, 2 threads that sleep at barriers", "Stable-Baselines3 a2c-minatar, 1 thread",
            "a2c E, 16 environments, 1 thread", "softq E, 16 environments, 2 shards", "dqn updates alone, 2 threads");
        BenchCatalog.Works.SelectMany(work => work.Names).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void EveryGoalComparesThingsThatAreMeasured()
    {
        var names = BenchCatalog.Works.SelectMany(work => work.Names).ToArray();
        foreach (var goal in BenchCatalog.Goals)
        {
            goal.Ours.Should().NotBeEmpty().And.BeSubsetOf(names);
            goal.Others.Should().BeSubsetOf(names);
            (goal.Others.Count > 0).Should().Be(goal.Recorded is null, goal.Name);
        }

        BenchCatalog.Goals.Select(goal => goal.Name).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(null, 6)]
    [InlineData("SHARDS", 4)]
    [InlineData("a2c on E", 5)]
    [InlineData("Stable-Baselines3", 1)]
    [InlineData("updates alone", 1)]
    [InlineData("nothing", 0)]
    public void AFilterKeepsWhatACaseIsComparedWith(string? text, int kept)
        => BenchWork.Filter([s_work, s_other], text).SelectMany(work => work.Names).Should().HaveCount(kept);

    [Fact]
    public void TheMedianIsTheMiddleOrTheMeanOfTheMiddleTwo()
    {
        var result = new BenchResult("a", null, 1, "w", "steps/s", [30, 36, 1]);
        (result.Median, result.Lowest, result.Highest).Should().Be((30, 1, 36));
        (result with { Values = [3, 1] }).Median.Should().Be(2);
        (result with { Values = [] }).Median.Should().BeNull();
    }

    [Fact]
    public void MeasurementsTakeTurns()
    {
        var order = new List<string>();
        var results = BenchRunner.Run([s_work, s_other], 2, item => Record(item.Name), peer => Record(peer.Name), _ => { });
        string[] round = [.. s_work.Names, .. s_other.Names];
        order.Should().Equal([.. round, .. round]);
        results.Select(result => result.Name).Should().Equal(round);
        results[0].Values.Should().Equal(1, 7);
        results[5].Unit.Should().Be("updates/s");

        double Record(string name)
        {
            order.Add(name);
            return order.Count;
        }
    }

    [Fact]
    public void WhatIsMissingIsSaidAndNotTriedAgain()
    {
        var tried = 0;
        var results = BenchRunner.Run([s_work], 3, _ => 8, peer => peer == s_baselines ? Fail() : 4, _ => { });
        tried.Should().Be(1);
        results[2].Missing.Should().Be("no package");
        results[2].Median.Should().BeNull();
        results[3].RatioTo(results, PeerKind.Baselines).Should().BeNull();
        var report = Report(results, []);
        report.Rows(s_work.Name).Select(row => row[0]).Should().Contain("Stable-Baselines3 a2c-minatar, 1 thread (not measured: no package)");
        report.ToJson()["results"]![2]!["missing"]!.GetValue<string>().Should().Be("no package");

        double Fail()
        {
            tried++;
            throw new NotMeasuredException("no package");
        }
    }

    [Fact]
    public void ResultsAreComparedWithinTheirWork()
    {
        var results = Results();
        results[3].RatioTo(results, PeerKind.Floor, threads: 1).Should().Be(0.5);
        results[3].RatioTo(results, PeerKind.Floor, threads: 2).Should().Be(0.25);
        results[3].RatioTo(results, PeerKind.Baselines).Should().Be(5);
        results[0].RatioTo(results, PeerKind.Floor).Should().BeNull("a loop is not compared with loops");
        results[5].RatioTo(results, PeerKind.Floor).Should().BeNull("the work is another");
    }

    [Fact]
    public void AGoalComparesTheFastestOfBothSides()
    {
        var results = Results();
        var goal = new BenchGoal("fast", [s_one.Name, s_sharded.Name], [s_floor.Name, s_sleeping.Name], 0.75);
        var verdict = goal.Judge(results)!;
        (verdict.Ours, verdict.Against, verdict.Ratio, verdict.Met).Should().Be((s_sharded.Name, s_sleeping.Name, 0.75, true));
        (goal with { AtLeast = 0.76 }).Judge(results)!.Met.Should().BeFalse();
        (goal with { Others = ["not measured"] }).Judge(results).Should().BeNull();
        (goal with { Others = [], Recorded = ("elsewhere", 30) }).Judge(results)!.Ratio.Should().Be(5);
    }

    [Fact]
    public void TheReportIsWrittenAsJsonAndAsAPage()
    {
        using var directory = new TemporaryDirectory();
        var results = Results();
        var goal = new BenchGoal("fast", [s_sharded.Name], [s_floor.Name], 2);
        var page = Report(results, [goal.Judge(results)!]).Save(Path.Combine(directory.Path, "results"));
        Path.GetFileName(page).Should().Be("2026-01-02.md");
        File.ReadAllText(page).Should()
            .Contain("- cores: 2\n").And.Contain("## a2c on E (steps/s)\n")
            .And.Contain("| softq E, 16 environments, 2 shards | 150 | 150 | 150 | 1.50 | 0.75 |  | 15.00 |\n")
            .And.Contain("| fast | softq E, 16 environments, 2 shards | 150 | C++ loop a2c, 1 thread | 100 | 1.50 | ≥ 2.00 | no |\n");
        var json = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(page, ".json")))!;
        json["date"]!.GetValue<string>().Should().Be("2026-01-02T03:04:05Z");
        json["results"]![4]!.ToJsonString().Should().Be(
            """{"name":"softq E, 16 environments, 2 shards","kind":"ours","work":"a2c on E","threads":2,"unit":"steps/s","value":150,"lowest":150,"highest":150,"values":[150],"of_cpp_1_thread":1.5,"of_cpp_2_threads":0.75,"of_python":null,"of_sb3":15,"missing":null}""");
        json["goals"]![0]!.ToJsonString().Should().Be(
            """{"name":"fast","ours":"softq E, 16 environments, 2 shards","value":150,"against":"C\u002B\u002B loop a2c, 1 thread","against_value":100,"against_recorded":false,"ratio":1.5,"target":2,"met":false}""");
    }

    [Fact]
    public void SpeedIsMeasuredAfterTheWarmUp()
    {
        string[] rows = ["""{"step":0,"seconds":0}""", """{"step":25,"seconds":100}""", """{"step":50,"seconds":101}""", """{"step":100,"seconds":103}"""];
        Speed.OfMetrics(rows, from: 25).Should().Be(25);
        var tooFew = () => Speed.OfMetrics(rows[..2], 25);
        tooFew.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void AnAgentIsMeasuredInAProcessOfItsOwn()
        => Speed.OfAgent(new BenchCase("a2c", "CartPole-v1", 4, 1, 20_000, "temperature=0.02") { Shards = 2 }, 4, CancellationToken.None).Should().BePositive();

    [Fact]
    public void AnAgentWithReplayIsMeasuredAfterLearningHasBegun()
    {
        var measured = new BenchCase("dqn", "CartPole-v1", 1, 1, 200, "hidden=8") { LearningStarts = 100 };
        Speed.OfAgent(measured, Speed.UsualSeconds, CancellationToken.None).Should().BePositive();
    }

    [Fact]
    public void WhatAnEnvironmentLacksIsNoFailure()
    {
        var measure = () => Speed.OfAgent(new BenchCase("a2c", "gym:NoSuchGame-v0", 1, 1, 100), 1, CancellationToken.None);
        measure.Should().Throw<NotMeasuredException>();
    }

    [Theory]
    [InlineData("dqn", 1, "batch-size=8")]
    [InlineData("sac", 2, "hidden=16")]
    public void UpdatesAreMeasuredWithoutAnEnvironment(string agent, int shards, string assignment)
        => UpdateLoop.Measure(agent, seconds: 0.1, shards, assignment).Should().BePositive();

    [Fact]
    public void PeersThatAreNotThereAreNamed()
    {
        var none = new PeerPrograms(null, null, null);
        foreach (var (peer, missing) in new[] { (s_floor, "--floor"), (s_baselines, "--peers") })
        {
            var measure = () => none.Measure(peer, 1, CancellationToken.None);
            measure.Should().Throw<NotMeasuredException>().WithMessage($"*{missing}*");
        }

        var python = () => new PeerPrograms(null, ".", "/no/such/python").Measure(s_baselines, 1, CancellationToken.None);
        python.Should().Throw<NotMeasuredException>().WithMessage("*--python*");
    }

    [Fact]
    public void APythonProgramTellsItsSpeedItsVersionsOrWhatItLacks()
    {
        var peers = new PeerPrograms(null, null, null);
        peers.Read("""{"steps_per_second": 12.5, "threads": 1, "versions": {"torch": "2.0", "python": "3.11"}}""").Should().Be(12.5);
        peers.Versions.Select(pair => $"{pair.Key} {pair.Value}").Should().Equal("python 3.11", "torch 2.0");
        var missing = () => peers.Read("""{"missing": "gymnasium: ModuleNotFoundError"}""");
        missing.Should().Throw<NotMeasuredException>().WithMessage("gymnasium*");
    }

    [Fact]
    public void PicturesAreMeasuredEndToEnd()
        => Speed.OfAgent(new BenchCase("a2c", RandomPictures.Id, 2, 1, 200) { Shards = 2 }, Speed.UsualSeconds, CancellationToken.None).Should().BePositive();

    [Fact]
    public void PicturesKeepTheContract() => EnvironmentContract.Verify(() => new RandomPictures());

    [Fact]
    public void HowBusyTheGpuIsComesFromTheSamplesThatSawWork()
    {
        using var watch = new GpuWatch("sh", "-c", "printf '0\\n40\\nN/A\\n60\\n'; sleep 60");
        SpinWait.SpinUntil(() => watch.Mean == 50, TimeSpan.FromMinutes(2)).Should().BeTrue();
        using var none = new GpuWatch("/no/such/program");
        none.Mean.Should().BeNull();
    }

    [Fact]
    public void TheMachineIsNamed() => Machine.Describe().Select(pair => pair.Name).Should().Contain(["processor", "cores", "libtorch", "openblas_coretype"]);

    private static List<BenchResult> Results()
    {
        var speeds = new Dictionary<string, double>
        {
            [s_floor.Name] = 100, [s_sleeping.Name] = 200, [s_baselines.Name] = 10, [s_one.Name] = 50, [s_sharded.Name] = 150, [s_alone.Name] = 7,
        };
        return [.. BenchRunner.Run([s_work, s_other], 1, item => speeds[item.Name], peer => speeds[peer.Name], _ => { })];
    }

    private static BenchReport Report(IReadOnlyList<BenchResult> results, IReadOnlyList<BenchVerdict> verdicts)
        => new(DateTimeOffset.Parse("2026-01-02T03:04:05Z", CultureInfo.InvariantCulture), [("cores", "2")], results, verdicts);
}
