using System.Globalization;
using System.Xml.Linq;

namespace SoftRL.Cli.Tests;

public sealed class CurvesTests
{
    private static readonly Chart s_chart = new("Speed & cost", "environments", "steps/s", [new("one", [(1, 100), (100, 10_000)]), new("two", [(1, 200)])]);

    [Fact]
    public void AChartIsDrawnOverLogarithmicAxes()
    {
        var svg = XElement.Parse(s_chart.ToSvg());
        var circles = svg.Descendants().Where(element => element.Name.LocalName == "circle").ToArray();
        circles.Should().HaveCount(3);
        var (first, last) = (Place(circles[0]), Place(circles[1]));
        last.X.Should().BeGreaterThan(first.X);
        last.Y.Should().BeLessThan(first.Y, "greater is higher");
        // 200 of 100 … 10,000 is at log 2 / log 100 of the height.
        ((first.Y - Place(circles[2]).Y) / (first.Y - last.Y)).Should().BeApproximately(Math.Log(2) / Math.Log(100), 0.01);
        svg.Value.Should().Contain("Speed & cost").And.Contain("steps/s").And.Contain("10k");
    }

    [Fact]
    public void AChartWithASinglePointIsDrawnToo()
        => (s_chart with { Lines = [new("one", [(5, 5)])] }).ToSvg().Should().Contain("<circle").And.NotContain("NaN").And.NotContain("∞");

    [Fact]
    public void AChartWithoutAPointIsRefused()
    {
        var draw = () => (s_chart with { Lines = [] }).ToSvg();
        draw.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void SharesAreDrawnAsPartsOfABar()
    {
        var svg = XElement.Parse(new SharesChart("parts", ["a", "b"], [("x", [0.25, 0.75]), ("y", [1, 0])]).ToSvg());
        var widths = svg.Descendants().Where(element => element.Name.LocalName == "rect" && (string?)element.Attribute("height") == "22").Select(element => (double)element.Attribute("width")!).ToArray();
        widths.Should().HaveCount(4);
        (widths[1] / widths[0]).Should().BeApproximately(3, 0.01);
        widths[2].Should().BeApproximately(widths[0] + widths[1], 0.2);
    }

    [Fact]
    public void ThePageShowsTablesAndPictures()
    {
        using var directory = new TemporaryDirectory();
        var section = CurveSection.Of("How fast.", "speed", s_chart);
        var page = CurvesPage.Write(directory.Path, DateTimeOffset.Parse("2026-01-02", CultureInfo.InvariantCulture), [("cores", "2"), ("load_before", "0")], [section]);
        File.ReadAllText(page).Should().Contain("Measured on 2026-01-02: cores 2, load before 0.").And.Contain("## Speed & cost\n\nHow fast.\n\n![Speed & cost](figures/cost-curves-speed.svg)\n")
            .And.Contain("| environments | one, steps/s | two, steps/s |\n|---|---|---|\n| 1 | 100 | 200 |\n| 100 | 10,000 |  |\n");
        File.ReadAllText(directory["figures/cost-curves-speed.svg"]).Should().Be(s_chart.ToSvg());
    }

    [Fact]
    public void SamplesAreCountedByTheCallIntoTorchOrThePartOfOurs()
    {
        const string Script = """
             100
                    7f01 sgemm_kernel (/usr/lib/libopenblas.so.0)
                    7f02 at::native::addmm (/usr/lib/libtorch_cpu.so)
                    7f03 srt_nn_linear (/x/libsoftrl_torch.so)

             100
                    7f01 sgemm_kernel (/usr/lib/libopenblas.so.0)
                    7f02 torch::autograd::generated::AddmmBackward0::apply(std::vector<at::Tensor>&&) (/usr/lib/libtorch_cpu.so)
                    7f03 srt_backward (/x/libsoftrl_torch.so)

             100
                    7f02 torch::autograd::Engine::execute (/usr/lib/libtorch_cpu.so)
                    7f03 THSTensor_backward (/x/libLibTorchSharp.so)

             100
                    7f04 instance void [SoftRL.Environments] SoftRL.Environments.EpisodeRunner::StepOne(int32)[OptimizedTier1] (/tmp/perf-1.map)

             100
                    7f04 instance float64 [SoftRL.Agents.ActorCritic] SoftRL.Agents.ActorCritic.A2cAgent::Step(int64)[OptimizedTier1] (/tmp/perf-1.map)

             100
                    7f04 instance void [SoftRL.Training] SoftRL.Training.RolloutCollector::Collect(class SoftRL.Training.ReplayMemory)[OptimizedTier1] (/tmp/perf-1.map)

             100
                    7f04 void [SoftRL.Training] SoftRL.Training.ReplayMemory::Add(class SoftRL.Training.RolloutBuffer)[OptimizedTier1] (/tmp/perf-1.map)

             100
                    7f05 [unknown] (/usr/share/dotnet/libcoreclr.so)

             100
                    7f06 gemm (/usr/lib/libopenblas.so.0)

             101
                    7f07 read ([kernel.kallsyms])

             101
                    7f08 [unknown] (/tmp/perf-1.map)
            """;
        var shares = OperationProfile.Shares(Script.ReplaceLineEndings("\n"));
        shares.Select(pair => pair.Operation).Should().BeEquivalentTo(
            "torch: linear", "backward: Addmm", "backward: the rest", "environments", "optimiser", "the rest of ours", "replay memory", ".NET", "torch: caller unknown", "system", "torch: kernels of oneDNN");
        shares.Should().OnlyContain(pair => Math.Abs(pair.Share - (1.0 / 11)) < 1e-12);
        OperationProfile.Shares("").Should().BeEmpty();
    }

    [Fact]
    public void ARequestArrivesAsItWasSent()
    {
        var request = new LoopRequest(LoopKind.Phases) { Agent = "dqn", Environment = "E", Environments = 3, Threads = 2, Capacity = 5, Seconds = 0.5, Assignments = ["a=1", "b=2"] };
        LoopRequest.Parse(request.ToJson()).Should().BeEquivalentTo(request);
        request.Arguments().Should().StartWith(["bench", "--measure"]);
    }

    [Fact]
    public void APointIsMeasuredInAProcessOfItsOwn()
        => new LoopRequest(LoopKind.Stepping) { Environment = "CartPole-v1", Environments = 8, Seconds = 0.05 }.Ask(CancellationToken.None)["steps_per_second"].Should().BePositive();

    [Fact]
    public void ReplayMemoryIsMeasuredByTheMemoryOfItsProcess()
    {
        const int Capacity = 5_000;
        var pictures = new LoopRequest(LoopKind.PictureMemory) { Capacity = Capacity }.Ask(CancellationToken.None)["bytes"];
        pictures.Should().BeInRange(0.9 * Capacity * 84 * 84, 2.0 * Capacity * 84 * 84);
        MemoryLoop.OfVectors(Capacity).Should().BeLessThan(pictures);
    }

    [Theory]
    [InlineData("a2c", "CartPole-v1", 2, true)]
    [InlineData("dqn", "CartPole-v1", 1, false)]
    public void PhasesAddUpToTheTimeMeasured(string agent, string environment, int environments, bool divided)
    {
        var answer = PhaseLoop.Measure(agent, environment, environments, seconds: 0.2).ToDictionary(pair => pair.Name, pair => pair.Value);
        answer.Keys.Should().Equal([.. PhaseLoop.Phases, "steps"]);
        answer["steps"].Should().BePositive();
        answer.Values.Should().OnlyContain(value => value >= 0);
        PhaseLoop.Phases.Sum(phase => answer[phase]).Should().BeInRange(0.15, 60);
        (answer["gradient of a rollout"] > 0).Should().Be(divided);
        (answer["learning in one piece"] > 0).Should().Be(!divided);
    }

    private static (double X, double Y) Place(XElement circle) => ((double)circle.Attribute("cx")!, (double)circle.Attribute("cy")!);
}
