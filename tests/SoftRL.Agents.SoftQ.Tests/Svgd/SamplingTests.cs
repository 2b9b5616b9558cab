using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ.Tests;

/// <summary>The sampling network and the proposals of the soft value, one by one.</summary>
public sealed class SamplingTests
{
    private static readonly OptimizerSettings s_settings = new(OptimizerKind.Adam, new Schedule.Constant(1e-3), 0.999, 1e-8, double.PositiveInfinity, 1_000);

    [Fact]
    public void GreedyActingTakesTheActionOfTheLargestQ()
    {
        using var network = Network(greedy: 9);
        using var box = new UnitBox(new BoxActions([0, -3], [2, 3]), CPU);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var features = tensor(new[] { 0f, 0, 0, 1, -1, 2 }).reshape(2, 3);
        float[] seen = [];
        Tensor Nearest(Tensor input)
        {
            seen = input.data<float>().ToArray();
            return -(input.narrow(1, 3, 2) - 0.2).square().sum([1], keepdim: true);
        }

        var actions = new float[4];
        network.WriteBest(features, Nearest, box, new ActionRows(actions, 2));
        for (var state = 0; state < 2; state++)
        {
            var best = Enumerable.Range(state * 9, 9).Select(row => (X: seen[(row * 5) + 3], Y: seen[(row * 5) + 4])).MinBy(a => ((a.X - 0.2f) * (a.X - 0.2f)) + ((a.Y - 0.2f) * (a.Y - 0.2f)));
            actions[2 * state].Should().BeApproximately(1 + best.X, 1e-6f, "the box is [0, 2]");
            actions[(2 * state) + 1].Should().BeApproximately(3 * best.Y, 1e-6f, "the box is [−3, 3]");
        }
    }

    [Fact]
    public void GreedyNoiseIsTheSameForEverySeed()
    {
        using var network = Network(greedy: 4);
        using var box = new UnitBox(new BoxActions([-1, -1], [1, 1]), CPU);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var features = ones(1, 3);
        var (first, second) = (new float[2], new float[2]);
        network.WriteBest(features, input => input.narrow(1, 3, 1), box, new ActionRows(first, 2));
        using var copy = Network(greedy: 4, seed: 77);
        copy.Trained.Parameters.CopyFrom(network.Trained.Parameters);
        copy.WriteBest(features, input => input.narrow(1, 3, 1), box, new ActionRows(second, 2));
        second.Should().Equal(first);
    }

    [Fact]
    public void UniformProposalsFillTheBox()
    {
        using var network = Network(greedy: 1);
        using var proposals = new ValueProposals(ProposalKind.Uniform, 500, 40, 2, 1e-3, network, CPU);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var random = new Xoshiro256(3);
        var (unsquashed, logDensity) = proposals.Draw(zeros(500, 3), ref random);
        unsquashed.shape.Should().Equal(500, 40, 2);
        logDensity.shape.Should().Equal(500, 40);
        logDensity.data<float>().Should().OnlyContain(value => value == (float)(-2 * Math.Log(2)));
        // 40,000 coordinates: the share below a is (1 + a)/2, within 0.0135 at α = 1e-6 each by Hoeffding's bound.
        var actions = unsquashed.tanh().data<float>().ToArray();
        foreach (var a in new[] { -0.9f, -0.3f, 0.5f, 0.95f })
        {
            (actions.Count(action => action < a) / 40_000.0).Should().BeApproximately((1 + a) / 2, 0.0135);
        }
    }

    /// <summary>Sums over the mixture weighted by 1/q are integrals over the box. Half the proposals being uniform, 1/q is at most 8: with 20,000 draws the mean
    /// is within 0.152 at α = 1e-6 each (Hoeffding).</summary>
    [Fact]
    public void TheDensityOfTheMixtureIsThatOfItsDraws()
    {
        using var network = Network(greedy: 1);
        using var proposals = new ValueProposals(ProposalKind.Mixture, 500, 40, 2, 1e-3, network, CPU);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var random = new Xoshiro256(3);
        var (unsquashed, logDensity) = proposals.Draw(randn(500, 3, generator: new Generator(5)), ref random);
        unsquashed.shape.Should().Equal(500, 40, 2);
        var inverse = logDensity.neg().exp();
        inverse.max().item<float>().Should().BeLessThanOrEqualTo(8.0001f);
        inverse.min().item<float>().Should().BeLessThan(2, "some draws are where the sampling network puts many");
        var actions = unsquashed.tanh();
        inverse.mean().item<float>().Should().BeApproximately(4, 0.152f, "the area");
        (inverse * actions.select(2, 0).square()).mean().item<float>().Should().BeApproximately(4f / 3, 0.152f);
        (inverse * actions.prod(2).abs()).mean().item<float>().Should().BeApproximately(1, 0.152f);
        (inverse * actions.select(2, 1).gt(0.5)).mean().item<float>().Should().BeApproximately(1, 0.152f);
    }

    private static SamplingNetwork Network(int greedy, ulong seed = 1)
    {
        var random = new Xoshiro256(seed);
        return new SamplingNetwork(ObservationSpace.Uniform([3]), 2, [16], Activation.Relu, greedy, s_settings, ref random, CPU);
    }
}
