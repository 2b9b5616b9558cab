using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing.Tests;

/// <summary>The networks that the agents train, with the head and the losses that they train them by.</summary>
public sealed class AgentNetworkTests : IDisposable
{
    private const double Coefficient = 0.5;

    private static readonly EquivalenceOptions Options = new() { Temperature = 0.01, PolicyWeight = 1, ValueWeight = Coefficient };

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<TorsoKind, ScalarType> Cases() => new()
    {
        { TorsoKind.Mlp, ScalarType.Float64 },
        { TorsoKind.MinAtar, ScalarType.Float64 },
        { TorsoKind.Mlp, ScalarType.Float32 },
        { TorsoKind.MinAtar, ScalarType.Float32 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void SoftQLearningWithStreamScalesHasTheGradientOfA2c(TorsoKind torso, ScalarType dtype)
    {
        using var network = Network(torso, dtype);
        var subject = EquivalenceSubject.ActorCritic(observations => Split(network.call(observations)), network.parameters());
        Tensor SoftQ(EquivalenceSamples samples) =>
            0.5 * (DuelingHead.TakenQ(samples.Values, samples.TakenLogRatios, 0.01, Coefficient, 100) - samples.ActionTargets).square();

        GradientEquivalence.Check(subject, Observations(torso, dtype), SoftQ, Options);
        GradientEquivalence.Check(subject, Observations(torso, dtype), samples => GradientEquivalenceTests.A2c(samples, Coefficient, 0.01), Options);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void APlainQNetworkUnderSoftQLearningFollowsThePolicyGradient(TorsoKind torso, ScalarType dtype)
    {
        using var network = Network(torso, dtype);
        var subject = EquivalenceSubject.Q(observations => network.call(observations).narrow(1, 0, 3), network.parameters());
        GradientEquivalence.Check(subject, Observations(torso, dtype), GradientEquivalenceTests.Squared);
    }

    [Fact]
    public void ANetworkOnTheGpuPassesWhenThereIsOne()
    {
        // Without a CUDA device there is nothing to place the network on.
        if (!cuda.is_available())
        {
            return;
        }

        using var network = Networks.Mlp();
        network.cuda();
        GradientEquivalence.Check(network, Networks.Observations().cuda());
    }

    public void Dispose() => scope.Dispose();

    private static (Tensor Logits, Tensor Values) Split(Tensor outputs) => (outputs.narrow(1, 0, 3), outputs.select(1, 3));

    private static FeedForwardNetwork Network(TorsoKind torso, ScalarType dtype)
    {
        var space = torso == TorsoKind.Mlp ? ObservationSpace.Uniform([4]) : ObservationSpace.Uniform([4, 10, 10], 0, 1);
        var random = new Xoshiro256(5);
        var network = new FeedForwardNetwork(NetworkShape.For(torso, space, [16, 16], 4), [1, 1, 1, 1], ref random, CPU);
        network.to(dtype);
        return network;
    }

    private static Tensor Observations(TorsoKind torso, ScalarType dtype)
    {
        long[] shape = torso == TorsoKind.Mlp ? [3, 4] : [3, 4, 10, 10];
        return tensor(Networks.Normal(shape.Aggregate((x, y) => x * y), 8, 1), shape).to(dtype);
    }
}
