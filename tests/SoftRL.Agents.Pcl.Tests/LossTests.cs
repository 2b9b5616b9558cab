using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Tabular;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Pcl.Tests;

/// <summary>
/// The first update of each agent, as it reports it, against a loop over single steps that sees the same network and a rollout with both kinds of ends.
/// </summary>
public sealed class LossTests
{
    private const int Steps = 12;
    private const int Width = 3;
    private const double Temperature = 0.3;
    private const double Discount = 0.9;
    private const double Scale = 0.5;
    private static readonly FiniteMdp s_mdp = RandomMdps.Create(11, new RandomMdpOptions { States = 4, Actions = 3, TerminationRate = 0.15 });

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(50, false)]
    [InlineData(4, true)]
    public void PclLowersTheSquaredViolationsOfItsPaths(int pathLength, bool unified)
    {
        var options = new PclOptions
        {
            RolloutLength = Steps, PathLength = pathLength, Unified = unified, Temperature = Temperature, Discount = Discount, ValueScale = Scale, Hidden = "8", ReplayUpdates = 0, MaxGradientNorm = 1e9,
        };
        using var agent = new PclAgent(options, Context());
        using var rollout = Play(agent);
        using var network = Copy(agent, unified ? 3 : 4);
        using var scope = NewDisposeScope();
        var loss = zeros(1);
        for (var start = 0; start < Steps; start++)
        {
            for (var column = 0; column < Width; column++)
            {
                loss += Violation(network, rollout, start, column, pathLength, unified).square() / (2 * Steps * Width);
            }
        }

        loss.sum().backward();
        var report = agent.Update(rollout, rollout.Count, report: true)!;
        report.Loss.Should().BeApproximately(loss.item<float>(), 1e-5);
        report.GradientNorm.Should().BeApproximately(Norm(network), 1e-4 * Norm(network));
    }

    [Fact]
    public void PgqMixesTheActorCriticLossWithTheBellmanError()
    {
        // Without replay the report is of the actor-critic loss alone; with η = 1 of the Bellman error of the transitions held, here all alike.
        var plain = new PgqOptions { RolloutLength = Steps, Temperature = Temperature, Discount = Discount, Hidden = "8", LearningStarts = 1_000_000, MaxGradientNorm = 1e9 };
        var (actorCritic, valueLoss, _) = Reported(plain);
        var (bellman, _, expected) = Reported(plain with { LearningStarts = 0, Mix = 1, BatchSize = 20_000 });
        var (mixed, _, _) = Reported(plain with { LearningStarts = 0, Mix = 0.25, BatchSize = 20_000 });
        valueLoss.Should().BePositive();
        // 20,000 draws of 36 transitions: the mean of their errors is off by about one per cent.
        bellman.Should().BeApproximately(expected, 0.05 * expected);
        mixed.Should().BeApproximately((0.75 * actorCritic) + (0.25 * bellman), 1e-4);
    }

    private static (double Loss, double ValueLoss, double Expected) Reported(PgqOptions options)
    {
        using var agent = new PgqAgent(options, Context());
        using var rollout = Play(agent);
        using var network = Copy(agent, 4);
        using var scope = NewDisposeScope();
        var expected = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            for (var column = 0; column < Width; column++)
            {
                // Q + τ KL = V + τ log(π/π̄), so this error is the path's of one step.
                expected += Math.Pow(Violation(network, rollout, step, column, 1, unified: false).item<float>(), 2) / (2 * Steps * Width);
            }
        }

        var report = agent.Update(rollout, rollout.Count, report: true)!;
        return (report.Loss, report.ValueLoss!.Value, expected);
    }

    /// <summary>C of one path, step by step, as equation 90 has it after correction.</summary>
    private static Tensor Violation(FeedForwardNetwork network, RolloutBuffer rollout, int start, int column, int length, bool unified)
    {
        var violation = -Streams(network, rollout.ObservationsAt(start)[column], unified).Value;
        var weight = 1.0;
        for (var step = start; step < Math.Min(start + length, Steps); step++)
        {
            var action = rollout.ActionMemory(step).Indices[column];
            var ratio = Streams(network, rollout.ObservationsAt(step)[column], unified).LogPolicy[action] + Math.Log(3);
            violation += weight * (rollout.Rewards[step, column] - (Temperature * ratio));
            weight *= Discount;
            if (rollout.Terminated[step, column].item<float>() > 0)
            {
                return violation;
            }

            var index = rollout.TruncatedRows.ToList().IndexOf((step * Width) + column);
            if (index >= 0)
            {
                return violation + (weight * Streams(network, rollout.TruncatedObservations()[index], unified).Value);
            }
        }

        return violation + (weight * Streams(network, rollout.ObservationsAt(Math.Min(start + length, Steps))[column], unified).Value);
    }

    /// <summary>ln π and V of one state; their gradients are divided by τ and multiplied by the value scale.</summary>
    private static (Tensor LogPolicy, Tensor Value) Streams(FeedForwardNetwork network, Tensor observation, bool unified)
    {
        var output = network.call(observation.unsqueeze(0))[0];
        var value = unified ? Temperature * ((output / Temperature).logsumexp(0) - Math.Log(3)) : output[3];
        var logPolicy = unified ? (output / Temperature).log_softmax(0) : output.narrow(0, 0, 3).log_softmax(0);
        return (GradientScaling.Scale(logPolicy, 1 / Temperature), GradientScaling.Scale(value, Scale));
    }

    private static double Norm(FeedForwardNetwork network)
        => Math.Sqrt(network.parameters().Sum(parameter => parameter.grad!.square().sum().item<float>()));

    private static FeedForwardNetwork Copy(IAgent agent, int outputs)
    {
        var random = new Xoshiro256(99);
        var shape = NetworkShape.For(TorsoKind.Auto, Spec().ObservationSpace, [8], outputs);
        var network = new FeedForwardNetwork(shape, Enumerable.Repeat(1.0, outputs).ToArray(), ref random, CPU);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var ((_, parameter), (_, values)) in network.named_parameters().Zip(agent.Parameters[0].Named()))
        {
            parameter.copy_(values);
        }

        return network;
    }

    private static EnvironmentSpec Spec() => EnvironmentSpec.Of("Random-v0", "A random MDP.", () => new MdpEnvironment(s_mdp, maxSteps: 5));

    private static AgentContext Context()
        => new(Spec().ObservationSpace, Spec().ActionSpace, Width, CPU, 1, 1000, _ => FixedReference.From(ReferencePolicies.Uniform(3), CPU));

    private static RolloutBuffer Play(IAgent agent)
    {
        using var environment = Spec().CreateVector(Width, 2);
        environment.Reset();
        var rollout = new RolloutBuffer(Steps, Width, environment.ObservationSpace, CPU);
        var random = new Xoshiro256(3);
        new RolloutCollector(environment, rollout, new EpisodeStatistics()).Collect(agent, ref random);
        rollout.TruncatedRows.Should().NotBeEmpty();
        rollout.Terminated.data<float>().ToArray().Should().Contain(1);
        return rollout;
    }
}
