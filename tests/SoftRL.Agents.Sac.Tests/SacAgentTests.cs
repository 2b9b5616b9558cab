using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac.Tests;

public sealed class SacAgentTests
{
    private static readonly EnvironmentSpec s_pendulum = EnvironmentCatalog.Find("Pendulum-v1");

    [Theory]
    [InlineData("temperature=1")]
    [InlineData("tune-temperature=false", "temperature=0.2", "reference=uniform", "activation=tanh", "minibatches=2")]
    [InlineData("reference=gaussian:0.5", "target-divergence=0.5", "learning-rate=linear:3e-3:0:1200")]
    public void KeepsTheAgentContract(params string[] options)
        => new AgentContract(SacAgent.Descriptor, OptionsBinder.Apply(new SacOptions(), [.. Support.Small, .. options]), s_pendulum).CheckAll();

    [Theory]
    [InlineData("temperature=-1", "temperature")]
    [InlineData("reference=gaussian", "gaussian:STD")]
    [InlineData("reference=gaussian:-1", "gaussian:STD")]
    [InlineData("target-entropy-share=1", "share")]
    [InlineData("target-divergence=-0.1", "divergence")]
    [InlineData("target-rate=2", "rate")]
    [InlineData("batch-size=0", "batch")]
    [InlineData("hidden=256,x", "hidden")]
    [InlineData("activation=gelu", "relu")]
    public void OptionsOutOfRangeAreNamed(string assignment, string named)
    {
        var act = () => OptionsBinder.Apply(new SacOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(named);
    }

    [Theory]
    [InlineData("temperature=0", "*positive start*")]
    [InlineData("target-divergence=1", "*needs a reference policy*")]
    [InlineData("reference=gaussian:1", "*target-divergence*")]
    [InlineData("min-log-scale=3", "*max-log-scale*")]
    [InlineData("torso=min-atar", "*MLP*")]
    [InlineData("reference=no-such-directory", "*no-such-directory*")]
    public void OptionsThatContradictEachOtherAreExplained(string assignment, string message)
    {
        var options = OptionsBinder.Apply(new SacOptions(), [assignment]);
        var act = () => new SacAgent(options, Support.Context());
        act.Should().Throw<OptionsException>().WithMessage(message);
    }

    [Fact]
    public void DiscreteActionsAreRefusedByTheAgentAndTakenByTheName()
    {
        var act = () => new SacAgent(new SacOptions(), Support.Context("CartPole-v1"));
        act.Should().Throw<OptionsException>().WithMessage("*'sac' takes real-valued actions*");
        using var agent = SacAgent.Descriptor.Create(new SacOptions { ReplayCapacity = 100, Hidden = "8" }, Support.Context("CartPole-v1"));
        agent.Should().BeOfType<DiscreteSacAgent>();
    }

    [Fact]
    public void ActionsAreUniformInTheBoxBeforeLearningStarts()
    {
        // 4,000 uniform draws on [−2, 2]: the mean is within 0.09 and the mean square within 0.094 of 4/3 by five standard deviations.
        using var agent = new SacAgent(new SacOptions { Hidden = "8", ReplayCapacity = 100 }, Support.Context());
        using var observations = zeros(4_000, 3);
        var random = new Xoshiro256(5);
        var actions = new float[4_000];
        agent.Explore(observations, ref random, new ActionRows(actions, 1));
        actions.Average().Should().BeApproximately(0, 0.1f);
        actions.Average(action => action * action).Should().BeApproximately(4f / 3, 0.1f);
        actions.Should().OnlyContain(action => action >= -2 && action <= 2);
    }

    [Fact]
    public void TheGreedyActionIsTheMedianOfTheDrawnOnes()
    {
        using var agent = new SacAgent(new SacOptions { Hidden = "8", ReplayCapacity = 100 }, Support.Context(seed: 3));
        using var observations = ones(2_001, 3);
        var random = new Xoshiro256(5);
        var (drawn, greedy) = (new float[2_001], new float[2_001]);
        agent.Act(observations, ref random, new ActionRows(drawn, 1));
        agent.ActGreedily(observations, new ActionRows(greedy, 1));
        Array.Sort(drawn);
        // The median of 2,001 standard normals has a standard deviation of 0.028 before tanh, twice that in the box; four of them.
        drawn[1_000].Should().BeApproximately(greedy[0], 0.23f);
        greedy.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void AFrozenCopyOfItselfIsAReferenceWithoutDivergence()
    {
        var options = new SacOptions { Hidden = "8", ReplayCapacity = 100, LearningStarts = 0, LearningRate = new Schedule.Constant(0), TuneTemperature = false };
        using var agent = new SacAgent(options with { Reference = "prior" }, Support.Context() with { Density = _ => new SacAgent(options, Support.Context()) });
        var figures = Support.Train(agent, s_pendulum, 5);
        figures!.Kl.Should().BeApproximately(0, 1e-6);
        figures.Entropy.Should().NotBe(0);
    }

    [Fact]
    public void ATrainedRunIsAReferencePolicy()
    {
        var root = Directory.CreateTempSubdirectory("softrl-sac-").FullName;
        try
        {
            var options = OptionsBinder.Apply(new SacOptions(), Support.Small);
            Run(options, Path.Combine(root, "prior"));
            var tuned = options with { Reference = Path.Combine(root, "prior"), TargetDivergence = 0.1 };
            Run(tuned, Path.Combine(root, "tuned"));
            File.ReadLines(Path.Combine(root, "tuned", "metrics.jsonl")).Should().Contain(line => line.Contains("\"policy/temperature\":", StringComparison.Ordinal));
            var unfitting = () => Run(tuned, Path.Combine(root, "other"), "MountainCarContinuous-v0");
            unfitting.Should().Throw<OptionsException>().WithMessage("*does not fit*");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Run(SacOptions options, string directory, string environment = "Pendulum-v1")
    {
        var spec = new RunSpec { Agent = "sac", Environment = environment, AgentOptions = options, Steps = 300, Seed = 1, EnvironmentCount = 1, EvaluateEvery = 0, FinalEpisodes = 1, LogEvery = 100 };
        using var run = TrainingRun.Start(spec, directory, new AgentCatalog(SacAgent.Descriptor), id => EnvironmentCatalog.Find(id));
        run.Train(new SilentObserver(), CancellationToken.None);
    }
}
