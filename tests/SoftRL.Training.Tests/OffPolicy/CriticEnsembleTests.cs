using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class CriticEnsembleTests
{
    private static readonly OptimizerSettings s_settings = new(OptimizerKind.Adam, new Schedule.Constant(0.01), 0.999, 1e-8, double.PositiveInfinity, 1000);

    [Fact]
    public void TheTargetsFollowByPolyakAveraging()
    {
        using var critics = Create(2);
        using var scope = NewDisposeScope();
        var expected = critics.TargetParameters.Values.data<float>().ToArray().Select(value => (double)value).ToArray();
        critics.Parameters.Values.data<float>().ToArray().Select(value => (double)value).Should().Equal(expected, "targets start as copies");
        var input = ones(8, 3);
        for (var step = 1; step <= 5; step++)
        {
            critics.Minimise(critics.Trained(input).square().mean(), step);
            critics.Track(0.1);
            var trained = critics.Parameters.Values.data<float>().ToArray();
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] = (0.9 * expected[i]) + (0.1 * trained[i]);
            }
        }

        var target = critics.TargetParameters.Values.data<float>().ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            ((double)target[i]).Should().BeApproximately(expected[i], 1e-6);
        }
    }

    [Fact]
    public void TheSmallerOfTheTwinsIsTakenEntryByEntry()
    {
        using var critics = Create(2);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var input = rand(64, 3, generator: new Generator(1));
        var both = critics.Trained(input);
        both.shape.Should().Equal(2, 64, 2);
        var smallest = minimum(both.select(0, 0), both.select(0, 1));
        (critics.Smallest(input) - smallest).abs().max().item<float>().Should().Be(0);
        (critics.SmallestTarget(input) - smallest).abs().max().item<float>().Should().Be(0);
        (both.select(0, 0) - both.select(0, 1)).abs().min().item<float>().Should().BePositive("the twins start apart");
        using var one = Create(1);
        (one.Smallest(input) - one.Trained(input).select(0, 0)).abs().max().item<float>().Should().Be(0);
    }

    [Fact]
    public void TheCriticThatTheActorClimbsFollowsTheTrainedOneAndTakesNoGradient()
    {
        using var critics = Create(2);
        using var scope = NewDisposeScope();
        var input = rand([8, 3], requires_grad: true, generator: new Generator(2));
        critics.Minimise(critics.Trained(input.detach()).square().mean(), 1);
        critics.Parameters.ZeroGradients();
        critics.Smallest(input).sum().backward();
        critics.Parameters.Gradients.data<float>().ToArray().Should().OnlyContain(value => value == 0);
        input.grad!.abs().sum().item<float>().Should().BePositive();
        using var frozen = no_grad();
        var both = critics.Trained(input);
        (critics.Smallest(input) - minimum(both.select(0, 0), both.select(0, 1))).abs().max().item<float>().Should().Be(0, "the optimiser's step is seen");
    }

    [Fact]
    public void ThereAreOneOrTwo()
    {
        var three = () => Create(3);
        three.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*count*1, 2*");
    }

    private static CriticEnsemble Create(int count)
    {
        var random = new Xoshiro256(7);
        return new CriticEnsemble(count, NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([3]), [8], 2, Activation.Relu), s_settings, ref random, CPU);
    }
}
