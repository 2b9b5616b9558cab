using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class SquashedGaussianActorTests
{
    private static readonly OptimizerSettings s_settings = new(OptimizerKind.Adam, new Schedule.Constant(0.01), 0.999, 1e-8, double.PositiveInfinity, 1000);

    [Fact]
    public void ActionsDrawnOnTheHostAndByReparameterisationHaveTheSameDistribution()
    {
        using var actor = Create();
        using var box = new UnitBox(new BoxActions([-1, -1], [1, 1]), CPU);
        using var noise = new GaussianNoise(20_000, 2, CPU);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var random = new Xoshiro256(5);
        var observations = ones(20_000, 3);
        var sample = actor.Sample(observations, noise.Next(ref random));
        var written = new float[40_000];
        actor.Write(observations, box, ref random, new ActionRows(written, 2));
        var drawn = tensor(written, [20_000, 2]);
        // Means and mean squares of 20,000 draws within [−1, 1]: within six standard errors (at most 6·√2/√20,000) but once in 10⁸ seeds, and the seed is fixed.
        (drawn.mean([0]) - sample.Actions.mean([0])).abs().max().item<float>().Should().BeLessThan(0.06f);
        (drawn.square().mean([0]) - sample.Actions.square().mean([0])).abs().max().item<float>().Should().BeLessThan(0.06f);
        (actor.LogDensity(observations, sample.PreSquash) - sample.LogProbabilities).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void TheGreedyActionIsTheMedian()
    {
        using var actor = Create();
        using var box = new UnitBox(new BoxActions([-1, -1], [1, 1]), CPU);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var observations = tensor(new float[,] { { 1, 2, 3 } });
        var written = new float[2];
        actor.WriteGreedy(observations, box, new ActionRows(written, 2));
        var median = actor.Sample(observations, zeros(1, 2)).Actions.data<float>().ToArray();
        written.Should().Equal(median, (left, right) => Math.Abs(left - right) < 1e-6f);
    }

    [Fact]
    public void TheShapeIsChecked()
    {
        var narrow = () => Create(outputs: 3);
        narrow.Should().Throw<ArgumentException>().WithMessage("shape has 3 outputs; 4 are needed*");
    }

    [Fact]
    public void CriticsReadFlatFeaturesAndImagesAsShares()
    {
        using var scope = NewDisposeScope();
        var flat = new ActionInputs(ObservationSpace.Uniform([3]), 2);
        flat.Shape([8], Activation.Relu).Observation.Should().Equal(5);
        var observations = rand(4, 3, generator: new Generator(1));
        flat.Features(observations).Should().BeSameAs(observations);
        new ActionInputs(ObservationSpace.Uniform([2, 3]), 2).Features(rand(4, 2, 3, generator: new Generator(2))).shape.Should().Equal(4, 6);
    }

    private static SquashedGaussianActor Create(int outputs = 4)
    {
        var random = new Xoshiro256(7);
        var shape = NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([3]), [8], outputs, Activation.Relu);
        return new SquashedGaussianActor(shape, new SquashedGaussianHead(2, -20, 2), s_settings, ref random, CPU);
    }
}
