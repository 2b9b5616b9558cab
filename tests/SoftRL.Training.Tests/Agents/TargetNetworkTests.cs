using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class TargetNetworkTests
{
    private static readonly NetworkShape s_shape = NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([4]), [32], 3);

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    public void ItStartsAsACopyAndFollowsWhenItIsTold(int rows)
    {
        using var trained = Trained();
        using var target = new TargetNetwork(s_shape, trained.Parameters, CPU);
        using var scope = NewDisposeScope();
        var observations = ones(rows, 4) * arange(rows).unsqueeze(1) / rows;
        var before = Of(target.Evaluate(observations));
        target.Evaluate(observations).requires_grad.Should().BeFalse();
        target.Evaluate(observations).shape.Should().Equal(rows, 3);
        before.Should().Equal(trained.Evaluate(observations).ToArray());

        using (no_grad())
        {
            trained.Parameters.Values.mul_(0.5);
        }

        Of(target.Evaluate(observations)).Should().Equal(before);
        target.Parameters.CopyFrom(trained.Parameters);
        Of(target.Evaluate(observations)).Should().Equal(trained.Evaluate(observations).ToArray()).And.NotEqual(before);
    }

    [Fact]
    public void ShardsMayAskAtOnce()
    {
        using var trained = Trained();
        using var target = new TargetNetwork(s_shape, trained.Parameters, CPU, shards: 2);
        using var first = full([6, 4], 0.5f);
        using var second = full([6, 4], -2f);
        using var scope = NewDisposeScope();
        var expected = new[] { Of(target.Evaluate(first)), Of(target.Evaluate(second)) };
        Parallel.For(0, 2, shard =>
        {
            for (var round = 0; round < 500; round++)
            {
                using var own = NewDisposeScope();
                Of(target.Evaluate(shard == 0 ? first : second, shard)).Should().Equal(expected[shard]);
            }
        });
    }

    private static TrainedNetwork Trained()
    {
        var random = new Xoshiro256(5);
        return new TrainedNetwork(new FeedForwardNetwork(s_shape, [1, 1, 1], ref random, CPU), Learners.Settings);
    }

    private static float[] Of(Tensor values) => values.data<float>().ToArray();
}
