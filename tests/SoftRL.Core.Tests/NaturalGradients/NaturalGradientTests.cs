using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class NaturalGradientTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();
        var scores = Shaped([1, 0, 0, 2], 2, 2);

        // Ψw = ½·(3, 4)
        ShouldBeClose(Read(NaturalGradient.Step(scores, Vector(3, 4), 0.5)), [1.5, 1]);

        // (ΨᵀΨ + 2·½·I)w = ½·Ψᵀ(3, 4) = (1.5, 4)
        ShouldBeClose(Read(NaturalGradient.Step(scores, Vector(3, 4), 0.5, 0.5)), [0.75, 0.8]);

        // 10 − 0.5·(2 − 3)
        ShouldBeClose(Read(NaturalGradient.RegularizedAdvantages(Vector(10), Vector(2), Vector(3), 0.5)), [10.5]);
    }

    [Fact]
    public void DoesNotDependOnTheParameters()
    {
        // Ψ → ΨC with θ = Cθ': the change of the log-probabilities, Ψw, stays.
        var random = new Random(2002);
        for (var trial = 0; trial < 100; trial++)
        {
            using var scope = NewDisposeScope();
            var (scores, advantages) = (Shaped(Draw(random, 24), 8, 3), Vector(Draw(random, 8)));
            var change = Shaped(Draw(random, 9), 3, 3) + 2 * eye(3, dtype: ScalarType.Float64);
            var before = scores.mv(NaturalGradient.Step(scores, advantages, 0.1));
            var after = scores.mm(change).mv(NaturalGradient.Step(scores.mm(change), advantages, 0.1));
            ShouldBeClose(Read(after), Read(before), 1e-10);
        }
    }

    [Fact]
    public void GrowsWithStepSizeAndAdvantagesAndShrinksWithDamping() => BatchLaws.Hold(4, columns =>
    {
        using var scope = NewDisposeScope();
        var scores = stack(columns.Take(3).Select(column => Vector(column)), 1);
        var advantages = Vector(columns[3]);
        var step = Read(NaturalGradient.Step(scores, advantages, 0.1, 0.2));
        var scaled = Read(NaturalGradient.Step(scores, advantages * 3, 0.2, 0.2));
        var damped = Read(NaturalGradient.Step(scores, advantages, 0.1, 20));
        return Close(scaled, Array.ConvertAll(step, x => 6 * x), 1e-9)
            && damped.Sum(x => x * x) <= step.Sum(x => x * x) + 1e-12;
    });

    [Fact]
    public void AgreesWithGaussianElimination()
    {
        var random = new Random(71);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int size = random.Next(1, 4), samples = size + random.Next(0, 5);
            double[] psi = Draw(random, samples * size, 2), a = Draw(random, samples);
            double damping = 0.01 + random.NextDouble(), stepSize = 0.1 + random.NextDouble();

            var expected = Solve(psi, a, samples, size, damping, stepSize);
            ShouldBeClose(Read(NaturalGradient.Step(Shaped(psi, samples, size), Vector(a), stepSize, damping)), expected, 1e-9);

            // With next to no damping the same elimination is ill conditioned: only well conditioned cases say something.
            if (samples >= size + 3)
            {
                var undamped = NaturalGradient.Step(Shaped(psi, samples, size), Vector(a), stepSize);
                ShouldBeClose(Read(undamped), Solve(psi, a, samples, size, 0, stepSize), 1e-7);
            }
        }
    }

    [Fact]
    public void SolvesTheSmallerSystemWithTheSameAnswer()
    {
        var random = new Random(72);
        using var scope = NewDisposeScope();
        var (wide, advantages) = (Shaped(Draw(random, 3 * 7), 3, 7), Vector(Draw(random, 3)));
        var expected = Solve(Read(wide), Read(advantages), 3, 7, 0.3, 0.2);
        ShouldBeClose(Read(NaturalGradient.Step(wide, advantages, 0.2, 0.3)), expected, 1e-10);
    }

    [Fact]
    public void MinimisesTheLeastSquaresProblem()
    {
        var random = new Random(73);
        using var scope = NewDisposeScope();
        var (scores, advantages) = (Shaped(Draw(random, 15), 5, 3), Vector(Draw(random, 5)));
        foreach (var damping in new[] { 0, 0.3 })
        {
            Tensor Problem(Tensor w) =>
                ((scores.mv(w) - 0.2 * advantages).square().mean() * 0.5) + (w.square().sum() * (0.5 * damping));
            var step = Read(NaturalGradient.Step(scores, advantages, 0.2, damping));
            ShouldBeClose(Gradient(Problem, step), [0, 0, 0], 1e-10);
            ShouldBeClose(Differences(Problem, step), [0, 0, 0], 1e-8);
        }
    }

    /// <summary>Softmax scores are linearly dependent, F is singular: the step still solves F·w = ε·g, and has no part that changes
    /// nothing.</summary>
    [Fact]
    public void IsTheSmallestSolutionWhereTheFisherMatrixIsSingular()
    {
        using var scope = NewDisposeScope();
        var logits = Vector(0.1, -0.4, 0.8).requires_grad_();
        var scores = ScoreMatrix.Of(logits.log_softmax(0).index_select(0, tensor(new long[] { 0, 0, 1, 2, 2 })), [logits]);
        var advantages = Vector(1, 2, -1, 0.5, 0.5);
        var step = NaturalGradient.Step(scores, advantages, 0.1);
        var gradient = scores.t().mv(advantages) * (0.1 / 5);
        ShouldBeClose(Read(FisherInformation.VectorProduct(scores, step)), Read(gradient), 1e-10);
        Number(step.sum()).Should().BeApproximately(0, 1e-10);
    }

    /// <summary>∇KL written as an advantage: E[ψ·τ(log π/π̄ − KL)] = τ∇KL.</summary>
    [Fact]
    public void RegularisedAdvantagesGiveTheGradientOfTheRegularisedObjective()
    {
        double[] at = [Math.Log(0.5), Math.Log(0.25), Math.Log(0.25)], rewards = [1, -1, 2];
        long[] rows = [0, 0, 1, 2];
        using var scope = NewDisposeScope();
        var logPrior = Priors.Of("skewed", 3)!;
        Tensor Objective(Tensor x) =>
            SoftValues.PolicyValue(Vector(rewards).unsqueeze(0), x.log_softmax(0).unsqueeze(0), 0.7, logPrior).sum();

        var logits = Vector(at).requires_grad_();
        var policy = logits.log_softmax(0).unsqueeze(0).expand(4, 3);
        var scores = ScoreMatrix.Of(Policies.LogProbability(policy, tensor(rows)), [logits]);
        var advantages = NaturalGradient.RegularizedAdvantages(
            Vector(rows.Select(action => rewards[action]).ToArray()), Policies.LogRatio(policy.detach(), tensor(rows), logPrior),
            Divergences.KullbackLeibler(policy.detach(), logPrior), 0.7);
        ShouldBeClose(Read(scores.t().mv(advantages) / 4.0), Gradient(Objective, at));
    }

    [Fact]
    public void RegularisedAdvantagesAgreeWithAScalarLoop() => BatchLaws.Hold(3, columns =>
    {
        using var scope = NewDisposeScope();
        var expected = columns[0].Select((a, i) => a - (0.3 * (columns[1][i] - columns[2][i]))).ToArray();
        return Close(Read(NaturalGradient.RegularizedAdvantages(Vector(columns[0]), Vector(columns[1]), Vector(columns[2]), 0.3)), expected);
    });

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("scores", () => NaturalGradient.Step(zeros(3), zeros(3), 1));
        ShouldRefuse<ArgumentException>("advantages", () => NaturalGradient.Step(zeros(3, 2), zeros(2), 1));
        ShouldRefuse<ArgumentException>("advantages", () => NaturalGradient.Step(zeros(3, 2), Vector(1, 2, 3), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("stepSize", () => NaturalGradient.Step(zeros(3, 2), zeros(3), 0));
        ShouldRefuse<ArgumentOutOfRangeException>("damping", () => NaturalGradient.Step(zeros(3, 2), zeros(3), 1, double.NaN));
        ShouldRefuse<ArgumentException>("advantages", () => NaturalGradient.RegularizedAdvantages(zeros(2, 2), zeros(2), zeros(2), 1));
        ShouldRefuse<ArgumentException>("takenLogRatio", () => NaturalGradient.RegularizedAdvantages(zeros(2), zeros(3), zeros(2), 1));
        ShouldRefuse<ArgumentException>("kl", () => NaturalGradient.RegularizedAdvantages(zeros(2), zeros(2), zeros(1), 1));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => NaturalGradient.RegularizedAdvantages(zeros(2), zeros(2), zeros(2), -1));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var scores = ones(4, 3);
        using var wide = ones(2, 3);
        using var advantages = ones(4);
        using var two = ones(2);
        NaturalGradient.Step(scores, advantages, 1).Dispose();
        NaturalGradient.Step(scores, advantages, 1, 0.1).Dispose();
        NaturalGradient.Step(wide, two, 1, 0.1).Dispose();
        NaturalGradient.RegularizedAdvantages(two, two, two, 1).Dispose();
    });

    /// <summary>(ΨᵀΨ/M + ρI)·w = ε·ΨᵀA/M by Gaussian elimination with pivoting.</summary>
    private static double[] Solve(double[] psi, double[] a, int samples, int size, double damping, double stepSize)
    {
        var system = new double[size, size + 1];
        for (var m = 0; m < samples; m++)
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    system[i, j] += psi[(m * size) + i] * psi[(m * size) + j] / samples;
                }

                system[i, size] += stepSize * psi[(m * size) + i] * a[m] / samples;
            }
        }

        for (var i = 0; i < size; i++)
        {
            system[i, i] += damping;
        }

        for (var column = 0; column < size; column++)
        {
            var pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(system[row, column]));
            for (var j = 0; j <= size; j++)
            {
                (system[column, j], system[pivot, j]) = (system[pivot, j], system[column, j]);
            }

            for (var row = 0; row < size; row++)
            {
                var factor = row == column ? 0 : system[row, column] / system[column, column];
                for (var j = 0; j <= size; j++)
                {
                    system[row, j] -= factor * system[column, j];
                }
            }
        }

        return Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i]).ToArray();
    }
}
