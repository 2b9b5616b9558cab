using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.Dspg.Tests;

/// <summary>
/// One state, one step, reward −(u − ½)² of the action tanh u, and a Gaussian reference: the soft-optimal policy π₀ exp(r/τ) is a Gaussian, whose mean and standard deviation the whole
/// agent must find.
/// </summary>
public sealed class FixedPointTests
{
    private const double PriorScale = 0.6;
    private const double RewardScale = 2;
    private const int Updates = 2_000;

    [Theory]
    [InlineData(0.4, DspgBaseline.LeaveOneOut, 0.06)]
    [InlineData(2, DspgBaseline.LeaveOneOut, 0.04)]
    [InlineData(10, DspgBaseline.LeaveOneOut, 0.012)]
    [InlineData(2, DspgBaseline.Temperature, 0.04)]
    public void TheGaussianIsTheSoftOptimalOne(double temperature, DspgBaseline baseline, double tolerance)
    {
        // Over 9 seeds mean and standard deviation were off by −0.013 ± 0.007 at τ = 0.4, −0.006 ± 0.006 at most at τ = 2 and 0.001 ± 0.002 at τ = 10: tolerances are more than five deviations
        // away, and the reference is further from the optimum than three of them.
        // π₀ exp(c r/τ): precisions add, 1/σ₀² of the reference around 0 and 2c/τ of the reward around ½.
        var precision = 1 / (PriorScale * PriorScale) + (2 * RewardScale / temperature);
        var (mean, scale) = (RewardScale / temperature / precision, 1 / Math.Sqrt(precision));
        var spec = EnvironmentSpec.Of("Bandit-v0", "One step; the reward is quadratic before tanh.", () => new Bandit());
        var options = new DspgOptions
        {
            Reference = "gaussian:0.6", Temperature = temperature, RewardScale = RewardScale, Baseline = baseline, Samples = 32, BatchSize = 64, Hidden = "32", LearningStarts = 200,
            ReplayCapacity = 10_000, Minibatches = 1, ActorLearningRate = new Schedule.Linear(0.01, 0), CriticLearningRate = new Schedule.Linear(0.01, 0),
        };
        using var agent = new DspgAgent(options, Support.Context(spec, runSteps: 2 * Updates));
        Support.Train(agent, spec, Updates);
        using var scope = NewDisposeScope();
        var output = Support.Values(agent.Actor.Trained.Network.call(ones(1, 1)));
        ((double)output[0]).Should().BeApproximately(mean, tolerance);
        new SquashedGaussianHead(1, -20, 2, ScaleRule.Sigmoid).Scale(output[1]).Should().BeApproximately(scale, tolerance);
    }

    private sealed class Bandit : IEnvironment<ReadOnlySpan<float>>
    {
        public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([1], 0, 1);

        public ActionSpace ActionSpace { get; } = new BoxActions([-1], [1]);

        public void Reset(ulong seed, Span<float> observation) => observation.Fill(1);

        public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
        {
            observation.Fill(1);
            var miss = Math.Atanh(Math.Clamp(action[0], -0.999, 0.999)) - 0.5;
            return new StepResult((float)(-miss * miss), StepEnd.Terminated);
        }

        public void Save(BinaryWriter writer)
        {
        }

        public void Load(BinaryReader reader)
        {
        }
    }
}
