using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic.Tests;

public sealed class SpgAgentTests
{
    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("CartPole-v1", "targets=gae", "epochs=1", "reference=entropy")]
    [InlineData("MinAtar/Breakout-v1", "epochs=2")]
    [InlineData("Pendulum-v1")]
    [InlineData("Pendulum-v1", "reference=gaussian", "targets=gae", "epochs=1")]
    [InlineData("MultiGoal-v0", "reference=entropy", "rollout-length=7")]
    public void KeepsTheAgentContract(string environment, params string[] options)
        => new AgentContract(
            SpgAgent.Descriptor, OptionsBinder.Apply(new SpgOptions(), ["rollout-length=16", "hidden=16", .. options]), EnvironmentCatalog.Find(environment)).CheckAll();

    [Fact]
    public void OnePassWithPlainReturnsIsA2C()
    {
        // λ = 1, one epoch: the same network, rollouts, loss and optimiser, so the same parameters up to rounding.
        string[] shared = ["rollout-length=8", "temperature=0.05", "learning-rate=1e-3", "optimizer=rms-prop", "decay=0.99", "epsilon=1e-5", "max-gradient-norm=0.5"];
        var a2c = Trained(A2cAgent.Descriptor, shared);
        Trained(SpgAgent.Descriptor, [.. shared, "targets=gae", "epochs=1", "lambda=1"]).Should().Equal(a2c, (left, right) => Math.Abs(left - right) < 1e-5);
        Trained(SpgAgent.Descriptor, [.. shared, "targets=v-trace", "epochs=1", "lambda=1", "ratio-clip=10"]).Should().Equal(a2c, (left, right) => Math.Abs(left - right) < 1e-5);
    }

    [Theory]
    [InlineData("entropy", 0.02, 0.3, 0.1)]
    [InlineData("uniform", 0.02, 0.3, 0.1)]
    [InlineData("gaussian", 0.08, 0.2885, 0.1961)]
    public void AGaussianPolicyFindsTheSoftOptimum(string reference, double temperature, double mean, double deviation)
    {
        // Reward −(a − 0.3)²: exp(r/τ) has mean 0.3 and variance τ/2; times N(0, 1) it has precision 1 + 2/τ and mean 0.3 · (2/τ) / (1 + 2/τ).
        var spec = EnvironmentSpec.Of("Quadratic-v0", "One step, a parabola.", () => new Quadratic());
        string[] options = [$"reference={reference}", $"temperature={temperature}", "rollout-length=4", "epochs=1", "learning-rate=linear:3e-3:0:80000", "hidden=8", "value-coefficient=0.5"];
        using var agent = (SpgAgent)SpgAgent.Descriptor.Create(
            OptionsBinder.Apply(new SpgOptions(), options), new AgentContext(spec.ObservationSpace, spec.ActionSpace, 32, CPU, 1, 80_000, _ => FixedReference.CountingMeasure()));
        Train(agent, spec, 32, 80_000);
        using var observations = zeros(1, 1);
        var random = new Xoshiro256(5);
        var draws = new float[20_000];
        for (var draw = 0; draw < draws.Length; draw++)
        {
            agent.Act(observations, ref random, new ActionRows(draws.AsSpan(draw, 1), 1));
        }

        // Over 9 seeds of each case the mean was off by 0.006 at most, the deviation by 1 ± 1.3 % on average and 3 % at most: the bars are more than seven standard deviations away.
        // Box ±4: a draw in units of half the box is a quarter of the action.
        var average = draws.Average() / 4;
        average.Should().BeApproximately((float)mean, 0.03f);
        Math.Sqrt(draws.Average(draw => ((draw / 4) - average) * ((draw / 4) - average))).Should().BeApproximately(deviation, 0.12 * deviation);
    }

    [Theory]
    [InlineData("temperature=-1", "temperature")]
    [InlineData("targets=td", "v-trace")]
    [InlineData("initial-log-scale=3", "initial")]
    [InlineData("ratio-clip=0", "ratio")]
    public void OptionsOutOfRangeAreNamed(string assignment, string named)
    {
        var act = () => OptionsBinder.Apply(new SpgOptions(), [assignment]);
        act.Should().Throw<OptionsException>().Which.Message.Should().ContainEquivalentOf(named);
    }

    [Fact]
    public void OptionsThatDoNotGoTogetherAreRefused()
    {
        var context = Context("Pendulum-v1");
        ((Action)(() => _ = new SpgAgent(new SpgOptions { Targets = SpgTargets.Gae }, context))).Should().Throw<ArgumentException>().WithMessage("*v-trace*");
        ((Action)(() => _ = new SpgAgent(new SpgOptions { Reference = "somewhere" }, context))).Should().Throw<OptionsException>().WithMessage("*uniform, entropy, gaussian*");
    }

    [Fact]
    public void OnlyADiscretePolicyHasProbabilities()
    {
        using var discrete = new SpgAgent(new SpgOptions(), Context("CartPole-v1"));
        using var gaussian = new SpgAgent(new SpgOptions(), Context("Pendulum-v1"));
        using var scope = NewDisposeScope();
        discrete.LogPolicy(zeros(3, 4)).exp().sum([1]).data<float>().ToArray().Should().AllSatisfy(total => total.Should().BeApproximately(1, 1e-6f));
        ((Action)(() => gaussian.LogPolicy(zeros(3, 3)))).Should().Throw<InvalidOperationException>().WithMessage("*Gaussian*");
    }

    private static AgentContext Context(string id)
    {
        var spec = EnvironmentCatalog.Find(id);
        return new AgentContext(spec.ObservationSpace, spec.ActionSpace, 1, CPU, 1, 1000, _ => FixedReference.CountingMeasure());
    }

    private static float[] Trained(AgentDescriptor descriptor, string[] options)
    {
        var spec = EnvironmentCatalog.Find("CartPole-v1");
        using var agent = descriptor.Create(
            OptionsBinder.Apply(descriptor.DefaultOptions(), options), new AgentContext(spec.ObservationSpace, spec.ActionSpace, 4, CPU, 1, 1000, _ => FixedReference.CountingMeasure()));
        Train(agent, spec, 4, 640);
        return agent.Parameters[0].Values.data<float>().ToArray();
    }

    private static void Train(IAgent agent, EnvironmentSpec spec, int environments, long steps)
    {
        using var practice = new Practice(agent, spec, environments);
        practice.TrainTo(steps);
    }

    /// <summary>One step: reward −(a/4 − 0.3)² for an action in ±4.</summary>
    private sealed class Quadratic : IEnvironment<ReadOnlySpan<float>>
    {
        public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([1], 0, 0);

        public ActionSpace ActionSpace { get; } = new BoxActions([-4], [4]);

        public void Reset(ulong seed, Span<float> observation) => observation.Clear();

        public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
        {
            observation.Clear();
            var miss = (action[0] / 4) - 0.3f;
            return new StepResult(-miss * miss, StepEnd.Terminated);
        }

        public void Save(BinaryWriter writer)
        {
        }

        public void Load(BinaryReader reader)
        {
        }
    }
}
