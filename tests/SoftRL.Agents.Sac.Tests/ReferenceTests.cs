using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Agents.Sac.Tests;

/// <summary>What a reference policy changes, and what it cannot change.</summary>
public sealed class ReferenceTests
{
    private static readonly SacOptions s_options = new()
    {
        Hidden = "16", BatchSize = 32, ReplayCapacity = 500, LearningStarts = 20, TuneTemperature = false, Temperature = 0.5, LearningRate = new Schedule.Constant(3e-3),
    };

    [Theory]
    [InlineData("Pendulum-v1")]
    [InlineData("CartPole-v1")]
    public void WithoutSuccessorsUniformAndEntropyLearnTheSamePolicy(string environment)
    {
        // The two differ by the constant ln π₀, which has no gradient, and enter the targets only through the successor.
        var (entropy, entropyKl) = Learned(environment, s_options with { Discount = 0 });
        var (uniform, uniformKl) = Learned(environment, s_options with { Discount = 0, Reference = "uniform" });
        entropy.Zip(uniform, (left, right) => Math.Abs(left - right)).Max().Should().BeLessThan(1e-4f);
        (uniformKl - entropyKl).Should().BeApproximately(Math.Log(2), 1e-4, "ln 2 per coordinate of [−1, 1], and for two actions");
    }

    [Theory]
    [InlineData("Pendulum-v1")]
    [InlineData("CartPole-v1")]
    public void WithSuccessorsTheValuesDifferAndSoDoTheCritics(string environment)
    {
        var options = s_options with { TargetRate = 1 };
        using var entropy = Create(environment, options);
        using var uniform = Create(environment, options with { Reference = "uniform" });
        Support.Train(entropy, environment, 60);
        Support.Train(uniform, environment, 60);
        // Over 9 seeds they differed by 0.003 to 0.2; two roundings of the same learning are 1e-6 apart.
        Support.Values(entropy.Parameters[1]).Zip(Support.Values(uniform.Parameters[1]), (left, right) => Math.Abs(left - right)).Max().Should().BeGreaterThan(1e-4f);
    }

    [Fact]
    public void AHighTemperaturePullsThePolicyToTheGaussianReference()
    {
        // The reward of Pendulum is at most 16.3 a step; at τ = 1000 the divergence is all that counts, and the Gaussian is in the family.
        var options = s_options with { Reference = "gaussian:0.5", Temperature = 1000, Discount = 0 };
        // The divergence is estimated from a batch: with 512 states it was 0.001 ± 0.003 over 9 seeds.
        var (_, kl) = Learned("Pendulum-v1", options with { BatchSize = 512 }, updates: 500);
        kl.Should().BeInRange(-0.02, 0.02);
        // The first of one seed is 0.7 ± 0.4 over 24 of them, so the mean of eight is above 0.2 by more than four standard deviations.
        var far = Enumerable.Range(1, 8).Average(seed => Learned("Pendulum-v1", options, updates: 11, (ulong)seed).Kl);
        far.Should().BeGreaterThan(0.2, "the first policy is a standard normal before tanh: KL = ½(4 − 1) − ln 2 = 0.81");
    }

    private static IAgent Create(string environment, SacOptions options, ulong seed = 1) => SacAgent.Descriptor.Create(options, Support.Context(environment, seed));

    private static (float[] Policy, double Kl) Learned(string environment, SacOptions options, int updates = 60, ulong seed = 1)
    {
        using var agent = Create(environment, options, seed);
        var figures = Support.Train(agent, EnvironmentCatalog.Find(environment), updates)!;
        return (Support.Values(agent.Parameters[0]), figures.Kl);
    }
}
