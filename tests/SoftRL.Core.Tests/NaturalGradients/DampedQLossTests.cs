using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class DampedQLossTests
{
    private const double Temperature = 0.3;

    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        Read(DampedQLoss.Targets(Vector(4, 0), Vector(8, -4), 0.25)).Should().Equal(5, -1);
        Number(DampedQLoss.Mean(Vector(4, 0), Vector(4, 0), Vector(8, -4), 0.25)).Should().Be(0.5);
    }

    [Fact]
    public void RunsFromTheOldQToPlainSoftQLearning() => BatchLaws.Hold(3, columns =>
    {
        using var scope = NewDisposeScope();
        var (q, old, targets) = (Vector(columns[0]), Vector(columns[1]), Vector(columns[2]));
        return Read(DampedQLoss.Targets(old, targets, 0)).SequenceEqual(columns[1])
            && Read(DampedQLoss.Targets(old, targets, 1)).SequenceEqual(columns[2])
            && Number(DampedQLoss.Mean(q, old, targets, 1)) == Number(SoftQLoss.Mean(q, targets));
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(74);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            var count = random.Next(1, 9);
            double[] q = Draw(random, count, 3), old = Draw(random, count, 3), y = Draw(random, count, 3);
            var damping = random.NextDouble();
            var targets = old.Select((value, i) => ((1 - damping) * value) + (damping * y[i])).ToArray();
            var expected = q.Select((value, i) => 0.5 * Math.Pow(value - targets[i], 2)).Average();
            ShouldBeClose(Read(DampedQLoss.Targets(Vector(old), Vector(y), damping)), targets);
            ShouldBeClose([Number(DampedQLoss.Mean(Vector(q), Vector(old), Vector(y), damping))], [expected]);
        }
    }

    [Fact]
    public void HasTheGradientOfItsCentralDifferencesAndHoldsTheTargetConstant()
    {
        double[] at = [1, -2];
        Tensor Loss(Tensor x) => DampedQLoss.Mean(x, Vector(0, 1), Vector(4, 5), 0.25);
        ShouldBeClose(Gradient(Loss, at), [(1 - 1) / 2.0, (-2 - 2) / 2.0]);
        ShouldBeClose(Gradient(Loss, at), Differences(Loss, at), 1e-8);
        ShouldBeClose(Gradient(x => DampedQLoss.Mean(x, x - Vector(1, -3), x + Vector(3, 7), 0.25), at), Gradient(Loss, at));
    }

    /// <summary>With V held fixed the damped Q regression is τ² times the log-policy regression with step ε/τ, at every θ. The equation
    /// as printed, without that τ, is not.</summary>
    [Theory]
    [InlineData("counting")]
    [InlineData("skewed")]
    public void IsTauSquaredTimesTheLogPolicyRegressionOfStepEpsilonOverTau(string prior)
    {
        using var problem = new Regression(prior);
        double[] elsewhere = [0.4, -0.1, 0.3, 1, 0, -1];
        Tensor Scaled(Tensor x) => problem.LogPolicyLoss(x, 0.2 / Temperature) * (Temperature * Temperature);
        ShouldBeClose(Gradient(x => problem.DampedLoss(x, 0.2), elsewhere), Gradient(Scaled, elsewhere), 1e-12);

        using var scope = NewDisposeScope();
        Number(problem.DampedLoss(Vector(elsewhere), 0.2)).Should().BeApproximately(Number(Scaled(Vector(elsewhere))), 1e-13);
        Number(problem.DampedLoss(Vector(elsewhere), 0.2)).Should().NotBeApproximately(Number(problem.LogPolicyLoss(Vector(elsewhere), 0.2)), 1e-3);
    }

    /// <summary>One Gauss–Newton step on the damped regression from θ_old is the natural gradient step of size ε/τ, to rounding.</summary>
    [Theory]
    [InlineData("counting")]
    [InlineData("skewed")]
    public void HasTheNaturalGradientStepOfSizeEpsilonOverTauAsItsGaussNewtonStep(string prior)
    {
        using var problem = new Regression(prior);
        var gradient = Gradient(x => problem.DampedLoss(x, 0.05), Regression.Old);
        using var scope = NewDisposeScope();
        var step = problem.NaturalStep(0.05 / Temperature);
        var product = FisherInformation.VectorProduct(problem.Scores(Regression.Old), step) * (-Temperature * Temperature);
        ShouldBeClose(Read(product), gradient, 1e-10);
    }

    /// <summary>The exact solution departs from that step by a second-order term only: halving ε divides the distance by four.</summary>
    [Fact]
    public void HasTheNaturalGradientStepAsItsSolutionToFirstOrder()
    {
        using var problem = new Regression("skewed");
        double Distance(double damping)
        {
            using var scope = NewDisposeScope();
            var solved = problem.Solve(damping) - Vector(Regression.Old);
            var natural = problem.NaturalStep(damping / Temperature);
            Number(solved.norm()).Should().BeGreaterThan(10 * Number((solved - natural).norm()));
            return Number((solved - natural).norm());
        }

        (Distance(0.01) / Distance(0.005)).Should().BeApproximately(4, 0.2);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("oldTakenQ", () => DampedQLoss.Targets(zeros(0), zeros(0), 1));
        ShouldRefuse<ArgumentException>("targets", () => DampedQLoss.Targets(zeros(2), zeros(3), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("damping", () => DampedQLoss.Targets(zeros(2), zeros(2), 1.1));
        ShouldRefuse<ArgumentException>("takenQ", () => DampedQLoss.Mean(zeros(2, 1), zeros(2), zeros(2), 1));
        ShouldRefuse<ArgumentException>("oldTakenQ", () => DampedQLoss.Mean(zeros(2), Vector(1, 2), zeros(2), 1));
        ShouldRefuse<ArgumentException>("targets", () => DampedQLoss.Mean(zeros(2), zeros(2), zeros(1), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("damping", () => DampedQLoss.Mean(zeros(2), zeros(2), zeros(2), double.NaN));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = Vector(1, 2);
        DampedQLoss.Targets(x, x, 0.1).Dispose();
        DampedQLoss.Mean(x, x, x, 0.1).Dispose();
    });

    /// <summary>Two states, three actions, probabilities that are multiples of ¼, so that eight rows are the exact expectation.</summary>
    private sealed class Regression : IDisposable
    {
        private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
        private readonly Tensor states = tensor(new long[] { 0, 0, 0, 0, 1, 1, 1, 1 });
        private readonly Tensor actions = tensor(new long[] { 0, 0, 1, 2, 0, 1, 2, 2 });
        private readonly Tensor values, returns, oldQ, targets, regularized, oldTaken;
        private readonly Tensor? logPrior;

        public Regression(string prior)
        {
            logPrior = Priors.Of(prior, 3);
            values = Vector(2, -1).index_select(0, states);
            returns = Vector(1, 1, -2, 0.5, 0.3, -0.7, 1.5, 1.5);
            var policy = Policy(Vector(Old));
            var (kl, ratio) = (Divergences.KullbackLeibler(policy, logPrior), Policies.LogRatio(policy, actions, logPrior));
            oldTaken = Policies.LogProbability(policy, actions);
            oldQ = DuelingHead.TakenQ(values, ratio, Temperature);
            targets = values + (Temperature * kl) + returns;
            regularized = NaturalGradient.RegularizedAdvantages(returns, ratio, kl, Temperature);
        }

        public static double[] Old { get; } =
            [Math.Log(0.5), Math.Log(0.25), Math.Log(0.25), Math.Log(0.25), Math.Log(0.25), Math.Log(0.5)];

        public Tensor DampedLoss(Tensor x, double damping) => DampedQLoss.Mean(Q(x), oldQ, targets, damping);

        public Tensor LogPolicyLoss(Tensor x, double stepSize) =>
            LogPolicyRegressionLoss.Mean(Policies.LogProbability(Policy(x), actions), oldTaken, regularized, stepSize);

        public Tensor NaturalStep(double stepSize) => NaturalGradient.Step(Scores(Old), regularized, stepSize);

        public Tensor Scores(double[] at)
        {
            var x = Vector(at).requires_grad_();
            return ScoreMatrix.Of(Policies.LogProbability(Policy(x), actions), [x]);
        }

        /// <summary>The minimiser of the damped regression, by Gauss–Newton steps of smallest norm.</summary>
        public Tensor Solve(double damping)
        {
            var x = Vector(Old);
            for (var iteration = 0; iteration < 40; iteration++)
            {
                var errors = DampedQLoss.Targets(oldQ, targets, damping) - Q(x);
                x = x + NaturalGradient.Step(Scores(Read(x)), errors, 1 / Temperature);
            }

            return x;
        }

        public void Dispose() => scope.Dispose();

        private Tensor Q(Tensor x) => DuelingHead.TakenQ(values, Policies.LogRatio(Policy(x), actions, logPrior), Temperature);

        private Tensor Policy(Tensor x) => x.reshape(2, 3).log_softmax(1).index_select(0, states);
    }
}
