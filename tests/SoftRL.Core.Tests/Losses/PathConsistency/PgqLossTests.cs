using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class PgqLossTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        Number(PgqLoss.Mix(Scalar(4), Scalar(-2), 0.25)).Should().Be(2.5);
    }

    [Fact]
    public void RunsFromActorCriticToQLearning() => BatchLaws.Hold(2, columns =>
    {
        using var scope = NewDisposeScope();
        var (first, second) = (columns[0][0], columns[1][0]);
        var half = Number(PgqLoss.Mix(Scalar(first), Scalar(second), 0.5));
        return Number(PgqLoss.Mix(Scalar(first), Scalar(second), 0)) == first
            && Number(PgqLoss.Mix(Scalar(first), Scalar(second), 1)) == second
            && Close([half], [(first + second) / 2]);
    });

    [Fact]
    public void AgreesWithScalars()
    {
        var random = new Random(19);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            double first = Draw(random, 1, 9)[0], second = Draw(random, 1, 9)[0], mix = random.NextDouble();
            ShouldBeClose([Number(PgqLoss.Mix(Scalar(first), Scalar(second), mix))], [((1 - mix) * first) + (mix * second)]);
        }
    }

    [Fact]
    public void MixesTheGradients()
    {
        Tensor Loss(Tensor x) => PgqLoss.Mix(x.sin().sum(), x.square().sum(), 0.3);
        ShouldBeClose(Gradient(Loss, [0.5, -1]), [(0.7 * Math.Cos(0.5)) + 0.3, (0.7 * Math.Cos(-1)) - 0.6]);
        ShouldBeClose(Gradient(Loss, [0.5, -1]), Differences(Loss, [0.5, -1]), 1e-8);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("actorCriticLoss", () => PgqLoss.Mix(Vector(1), Scalar(1), 0.5));
        ShouldRefuse<ArgumentException>("qLoss", () => PgqLoss.Mix(Scalar(1), Vector(1), 0.5));
        ShouldRefuse<ArgumentException>("qLoss", () => PgqLoss.Mix(Scalar(1), tensor(1f), 0.5));
        ShouldRefuse<ArgumentOutOfRangeException>("mix", () => PgqLoss.Mix(Scalar(1), Scalar(1), 1.5));
        ShouldRefuse<ArgumentOutOfRangeException>("mix", () => PgqLoss.Mix(Scalar(1), Scalar(1), double.NaN));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = Scalar(1);
        PgqLoss.Mix(x, x, 0.5).Dispose();
    });

    private static Tensor Scalar(double value) => tensor(value);
}
