using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SacCriticLossTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        Number(SacCriticLoss.Mean(Vector(1, 2), Vector(0, 4))).Should().Be(1.25);
        Number(SacCriticLoss.TwinMean(Vector(1, 2), Vector(2, 4), Vector(0, 4))).Should().Be(1.25 + 1);
        Number(SacCriticLoss.EnsembleMean(stack([Vector(1, 2), Vector(2, 4)]), Vector(0, 4))).Should().Be(1.25 + 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void AnEnsemblesLossIsTheSumOfItsMembers(int critics)
    {
        var random = new Random(critics);
        var members = Enumerable.Range(0, critics).Select(_ => Draw(random, 6, 3)).ToArray();
        var y = Draw(random, 6, 3);
        using var scope = NewDisposeScope();
        Tensor Together(Tensor x) => SacCriticLoss.EnsembleMean(stack(members.Select(member => Vector(member) * x)), Vector(y) + (0 * x));
        Tensor Apart(Tensor x) => members.Select(member => SacCriticLoss.Mean(Vector(member) * x, Vector(y))).Aggregate((sum, loss) => sum + loss);
        double[] at = [1, 0.5, -1, 2, 1, 3];
        ShouldBeClose([Number(Together(Vector(at)))], [Number(Apart(Vector(at)))]);
        ShouldBeClose(Gradient(Together, at), Gradient(Apart, at));
    }

    [Fact]
    public void TwinsShareATargetAndNothingElse() => BatchLaws.Hold(3, columns =>
    {
        using var scope = NewDisposeScope();
        var (first, second, targets) = (Vector(columns[0]), Vector(columns[1]), Vector(columns[2]));
        var sum = Number(SacCriticLoss.Mean(first, targets)) + Number(SacCriticLoss.Mean(second, targets));
        var twin = Number(SacCriticLoss.TwinMean(first, second, targets));
        return Close([twin, Number(SacCriticLoss.TwinMean(second, first, targets))], [sum, twin]);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(10);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var count = random.Next(1, 9);
            double[] a = Draw(random, count, 3), b = Draw(random, count, 3), y = Draw(random, count, 3);
            var expected = y.Select((target, i) => 0.5 * (Math.Pow(a[i] - target, 2) + Math.Pow(b[i] - target, 2))).Average();
            ShouldBeClose([Number(SacCriticLoss.TwinMean(Vector(a), Vector(b), Vector(y)))], [expected]);
        }
    }

    [Fact]
    public void HasTheErrorsAsItsGradientAndHoldsTheTargetConstant()
    {
        double[] at = [1, -2], y = [0.5, 1];
        Tensor Loss(Tensor x) => SacCriticLoss.TwinMean(x, x * 2, Vector(y));
        ShouldBeClose(Gradient(Loss, at), [(0.5 + (2 * 1.5)) / 2, (-3 + (2 * -5)) / 2.0]);
        ShouldBeClose(Gradient(Loss, at), Differences(Loss, at), 1e-8);
        ShouldBeClose(Gradient(x => SacCriticLoss.TwinMean(x, x * 2, x + Vector(-0.5, 3)), at), Gradient(Loss, at));
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("takenQ", () => SacCriticLoss.Mean(zeros(0), zeros(0)));
        ShouldRefuse<ArgumentException>("firstTakenQ", () => SacCriticLoss.TwinMean(zeros(2, 2), zeros(2, 2), zeros(2, 2)));
        ShouldRefuse<ArgumentException>("secondTakenQ", () => SacCriticLoss.TwinMean(zeros(2), zeros(3), zeros(2)));
        ShouldRefuse<ArgumentException>("targets", () => SacCriticLoss.TwinMean(zeros(2), zeros(2), Vector(1, 2)));
        ShouldRefuse<ArgumentException>("takenQ", () => SacCriticLoss.EnsembleMean(zeros(2), zeros(2)));
        ShouldRefuse<ArgumentException>("targets", () => SacCriticLoss.EnsembleMean(zeros(2, 3), zeros(2)));
        ShouldRefuse<ArgumentException>("targets", () => SacCriticLoss.EnsembleMean(zeros(2, 3), zeros(2, 3)));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = Vector(1, 2);
        SacCriticLoss.Mean(x, x).Dispose();
        SacCriticLoss.TwinMean(x, x, x).Dispose();
        using var both = x.unsqueeze(0);
        SacCriticLoss.EnsembleMean(both, x).Dispose();
    });
}
