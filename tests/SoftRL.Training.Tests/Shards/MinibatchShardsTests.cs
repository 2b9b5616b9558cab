using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class MinibatchShardsTests
{
    private static readonly OptimizerSettings s_settings = new(OptimizerKind.Adam, new Schedule.Constant(0.01), 0.999, 1e-8, double.PositiveInfinity, 1000);

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 7)]
    [InlineData(7, 7)]
    public void EveryRowBelongsToOneShard(int count, int transitions)
    {
        using var shards = new MinibatchShards(count, transitions);
        var next = 0;
        for (var shard = 0; shard < count; shard++)
        {
            shards.First(shard).Should().Be(next);
            shards.Rows(shard).Should().BePositive();
            shards.Share(shard).Should().Be((double)shards.Rows(shard) / transitions);
            next += shards.Rows(shard);
        }

        next.Should().Be(transitions);
        shards.First(count).Should().Be(shards.Transitions);
    }

    [Fact]
    public void ThereMustBeATransitionForEach()
    {
        var many = () => new MinibatchShards(8, 7);
        many.Should().Throw<OptionsException>().WithMessage("shards is 8*1 to 7*");
        var none = () => new MinibatchShards(0, 7);
        none.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*count*");
    }

    [Fact]
    public void AShardAlwaysHasTheSameThreadAndTheFirstTheCallers()
    {
        using var shards = new MinibatchShards(3, 9);
        var (first, second) = (new int[3], new int[3]);
        shards.Run(shard => first[shard] = Environment.CurrentManagedThreadId);
        shards.Run(shard => second[shard] = Environment.CurrentManagedThreadId);
        second.Should().Equal(first).And.OnlyHaveUniqueItems();
        first[0].Should().Be(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void WhatAShardThrowsIsThrownAndTheOthersGoOn()
    {
        using var shards = new MinibatchShards(3, 9);
        var work = () => shards.Run(shard => { if (shard > 0) { throw new NotSupportedException($"shard {shard}"); } });
        work.Should().Throw<NotSupportedException>().WithMessage("shard 1");
        var ran = new bool[3];
        shards.Run(shard => ran[shard] = true);
        ran.Should().OnlyContain(done => done);
    }

    [Fact]
    public void RowsAndMeansOfTheShardsMakeThoseOfTheMinibatch()
    {
        using var shards = new MinibatchShards(3, 7);
        using var column = new MinibatchColumn(shards, CPU);
        using var scope = NewDisposeScope();
        var values = arange(7, ScalarType.Float32);
        var means = new double[3];
        shards.Run(shard =>
        {
            using var own = NewDisposeScope();
            var rows = shards.RowsOf(values, shard);
            column.Write(shard, rows);
            means[shard] = rows.mean().item<float>();
        });
        column.Values.data<float>().ToArray().Should().Equal(0, 1, 2, 3, 4, 5, 6);
        shards.Mean(means).Should().BeApproximately(3, 1e-6);
    }

    [Fact]
    public void TheGradientsOfTheShardsMakeThatOfTheMinibatch()
    {
        using var shards = new MinibatchShards(3, 7);
        using var alone = Create(null);
        using var shared = Create(shards);
        using var scope = NewDisposeScope();
        var input = linspace(-1, 1, 7 * 4, ScalarType.Float32).view(7, 4);
        for (var step = 1; step <= 5; step++)
        {
            alone.Minimise(alone.Network.call(input).square().mean(), step).Should().Be(0.01);
            shards.Run(shard =>
            {
                using var own = NewDisposeScope();
                shared.Differentiate(shared.NetworkOf(shard).call(shards.RowsOf(input, shard)).square().mean(), shard);
            });
            shared.Step(step).Should().Be(0.01);
            shared.LastGradientNorm.Should().BeApproximately(alone.LastGradientNorm, 1e-5 * alone.LastGradientNorm);
        }

        (shared.Parameters.Values - alone.Parameters.Values).abs().max().item<float>().Should().BeLessThan(1e-5f);
        (shared.NetworkOf(2).call(input) - shared.Network.call(input)).abs().max().item<float>().Should().Be(0, "a copy computes with the parameters of all");
        var whole = () => shared.Minimise(shared.Network.call(input).mean(), 6);
        whole.Should().Throw<InvalidOperationException>().WithMessage("3 shards*");
    }

    private static TrainedNetwork Create(MinibatchShards? shards)
    {
        var random = new Xoshiro256(3);
        nn.Module<Tensor, Tensor> Network() => new FeedForwardNetwork(NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([4]), [8], 2), [1.0, 1.0], ref random, CPU);
        return shards is null ? new TrainedNetwork(Network(), s_settings) : new TrainedNetwork(Network(), s_settings, shards, Network);
    }
}
