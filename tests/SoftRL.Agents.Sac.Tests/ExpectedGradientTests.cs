using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Tabular;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac.Tests;

/// <summary>The actor's gradient over discrete actions is the exact expectation: not an estimate from sampled actions, and not a mean over actions.</summary>
public sealed class ExpectedGradientTests
{
    private const double Temperature = 0.4;

    [Theory]
    [InlineData("entropy")]
    [InlineData("uniform")]
    public void TheGradientOfTheLogitsIsTheClosedForm(string reference)
    {
        // ∂/∂z_a Σ π (τ (ln π − ln π₀) − Q) = π_a (g_a − Σ π g) with g = τ (ln π − ln π₀) − Q: the output layer's bias receives its mean over the batch.
        using var agent = Agent(reference);
        Support.Train(agent, Spec(), 40);
        using var scope = NewDisposeScope();
        var observations = agent.LastBatch.Observations;
        var (logPolicy, q) = (Rows(agent.LogPolicy(observations)), Rows(agent.SmallestQ(observations)));
        var expected = new double[3];
        foreach (var (row, values) in logPolicy.Zip(q))
        {
            var gain = row.Zip(values, (log, value) => (Temperature * (log + (reference == "uniform" ? Math.Log(3) : 0))) - value).ToArray();
            var mean = row.Zip(gain, (log, g) => Math.Exp(log) * g).Sum();
            for (var action = 0; action < 3; action++)
            {
                expected[action] += Math.Exp(row[action]) * (gain[action] - mean) / logPolicy.Length;
            }
        }

        var gradient = Support.Gradients(agent.Parameters[0])[^3..];
        for (var action = 0; action < 3; action++)
        {
            ((double)gradient[action]).Should().BeApproximately(expected[action], 1e-6);
        }

        // A mean over actions in the place of their sum would be a third of it.
        expected.Max(Math.Abs).Should().BeGreaterThan(1e-3);
    }

    [Fact]
    public void TheLossIsThatOfTheCore()
    {
        using var agent = Agent("uniform");
        var figures = Support.Train(agent, Spec(), 40)!;
        using var scope = NewDisposeScope();
        var observations = agent.LastBatch.Observations;
        var expected = SacActorLoss.Discrete(agent.LogPolicy(observations), agent.SmallestQ(observations), Temperature, ReferencePolicies.Uniform(3).to(ScalarType.Float32)).item<float>();
        figures.Loss.Should().BeApproximately(expected, 1e-5);
    }

    [Fact]
    public void ItVanishesAtTheBoltzmannPolicyOfTheCritic()
    {
        using var scope = NewDisposeScope();
        var q = tensor(new[,] { { 1.0, -0.5, 0.25 } });
        var logits = (q / Temperature).detach().requires_grad_();
        SacActorLoss.Discrete(BoltzmannPolicies.LogPolicy(logits, 1), q, Temperature).backward();
        logits.grad!.abs().max().item<double>().Should().BeLessThan(1e-12);
    }

    // Nothing is learned by the actor and the critics, so that what the last update saw can be seen again; the weights are as drawn.
    private static DiscreteSacAgent Agent(string reference)
        => new(
            new SacOptions { Reference = reference, Hidden = "16", BatchSize = 64, ReplayCapacity = 500, LearningStarts = 20, TuneTemperature = false, Temperature = Temperature, LearningRate = new Schedule.Constant(0) },
            Support.Context(Spec(), seed: 6));

    private static EnvironmentSpec Spec()
        => EnvironmentSpec.Of("Random-v0", "A random MDP.", () => new MdpEnvironment(RandomMdps.Create(11, new RandomMdpOptions { States = 4, Actions = 3 }), maxSteps: 40));

    private static double[][] Rows(Tensor matrix)
        => [.. matrix.to(ScalarType.Float64).data<double>().ToArray().Chunk((int)matrix.shape[1])];
}
