using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac.Tests;

public sealed class DiscreteSacAgentTests
{
    [Theory]
    [InlineData("temperature=1")]
    [InlineData("tune-temperature=false", "temperature=0", "minibatches=2")]
    [InlineData("reference=uniform", "target-entropy=0.3", "activation=tanh")]
    public void KeepsTheAgentContract(params string[] options)
        => new AgentContract(SacAgent.Descriptor, OptionsBinder.Apply(new SacOptions(), [.. Support.Small, .. options])).CheckAll();

    [Fact]
    public void KeepsTheAgentContractOnMinAtar()
        => new AgentContract(SacAgent.Descriptor, OptionsBinder.Apply(new SacOptions(), [.. Support.Small, "train-every=20"]), EnvironmentCatalog.Find("MinAtar/Breakout-v1")).CheckAll();

    [Theory]
    [InlineData(0.6932)]
    [InlineData(1.0)]
    public void ATargetEntropyThatNoPolicyReachesIsRefusedAndExplained(double target)
    {
        var act = () => new DiscreteSacAgent(new SacOptions { TargetEntropy = target }, Support.Context("CartPole-v1"));
        act.Should().Throw<OptionsException>().WithMessage("*ln 2 = 0.6931*without end*");
        using var fixedTemperature = new DiscreteSacAgent(new SacOptions { TargetEntropy = target, TuneTemperature = false, ReplayCapacity = 100, Hidden = "8" }, Support.Context("CartPole-v1"));
    }

    [Fact]
    public void TheUsualTargetEntropyIsAShareOfThatOfTheUniformPolicy()
    {
        // τ rises while the entropy is below the target and falls while it is above: the first policy has nearly ln 2. Over 9 seeds τ ended at 0.943 and at 1.08 ± 0.013.
        Moved(new SacOptions { TargetEntropyShare = 0.5 }).Should().BeLessThan(0.97);
        Moved(new SacOptions { TargetEntropy = 0.69314 }).Should().BeGreaterThan(1.01, "with it, even a slightly uneven policy has too little");
    }

    [Fact]
    public void AGaussianReferenceIsRefused()
    {
        var act = () => new DiscreteSacAgent(new SacOptions { Reference = "gaussian:1", TuneTemperature = false }, Support.Context("CartPole-v1"));
        act.Should().Throw<OptionsException>().WithMessage("*no Gaussian*");
    }

    [Fact]
    public void MaskedActionsAreNeverTakenAndBreakNothing()
    {
        var spec = EnvironmentCatalog.Find("CartPole-v1");
        using var mask = tensor(new[] { 0f, float.NegativeInfinity });
        var context = Support.Context(spec) with { Reference = _ => FixedReference.From(mask, CPU) };
        using var agent = new DiscreteSacAgent(Options() with { Reference = "masked", LearningStarts = 20 }, context);
        var figures = Support.Train(agent, spec, 40)!;
        figures.Kl.Should().BeApproximately(0, 1e-6);
        agent.Parameters.Should().OnlyContain(parameters => parameters.AreFinite());
        var actions = new long[100];
        using var observations = zeros(100, 4);
        var random = new Xoshiro256(1);
        agent.Act(observations, ref random, actions);
        actions.Should().OnlyContain(action => action == 0);
    }

    [Fact]
    public void ActsByThePolicyThatItReports()
    {
        using var agent = new DiscreteSacAgent(Options() with { LearningStarts = 0 }, Support.Context("CartPole-v1"));
        Support.Train(agent, "CartPole-v1", 100);
        using var scope = NewDisposeScope();
        var observations = ones(10_000, 4);
        var probability = agent.LogPolicy(ones(1, 4)).exp().data<float>()[1];
        var actions = new long[10_000];
        var random = new Xoshiro256(1);
        agent.Act(observations, ref random, actions);
        // Five standard deviations of a share of 10,000 are at most 0.025.
        actions.Average().Should().BeApproximately(probability, 0.025);
    }

    private static SacOptions Options() => new() { Hidden = "16", BatchSize = 32, ReplayCapacity = 500, TuneTemperature = false, Temperature = 0.5, LearningRate = new Schedule.Constant(3e-3) };

    private static double Moved(SacOptions options)
    {
        using var agent = new DiscreteSacAgent(options with { Hidden = "16", BatchSize = 32, ReplayCapacity = 500, LearningStarts = 0 }, Support.Context("CartPole-v1"));
        return Support.Train(agent, "CartPole-v1", 200)!.Temperature!.Value;
    }
}
