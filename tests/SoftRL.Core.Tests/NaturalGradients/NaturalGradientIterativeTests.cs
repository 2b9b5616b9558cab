using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>The natural gradient step by conjugate gradients against the dense solution.</summary>
public sealed class NaturalGradientIterativeTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        // Rows (½, −½), (−½, ½): w = x·(1, −1) gives Ψw = x·(1, −1), closest to ½·(3, −1) at x = 1.
        using var scope = NewDisposeScope();
        var logits = Vector(0, 0).requires_grad_();
        using var products = new ScoreProducts(logits.log_softmax(0), [logits]);
        ShouldBeClose(Read(NaturalGradient.Step(products, Vector(3, -1), 0.5, 0, 1)), [1, -1]);

        // F has the eigenvalue ½ in that direction: ρ = ½ halves the step.
        ShouldBeClose(Read(NaturalGradient.Step(products, Vector(3, -1), 0.5, 0.5, 1)), [0.5, -0.5]);
    }

    [Theory]
    [InlineData(0.0, 60, 1e-7)]
    [InlineData(0.3, 60, 1e-10)]
    public void IsTheDenseStepAfterEnoughIterations(double damping, int iterations, double tolerance)
    {
        var random = new Random(87);
        for (var trial = 0; trial < 200; trial++)
        {
            using var scope = NewDisposeScope();

            // Fewer samples than parameters and more; without damping, well conditioned cases only.
            using var network = new ScoreProductsTests.Network(random, damping == 0 ? 4 : random.Next(1, 40));
            var taken = network.Taken();
            using var products = new ScoreProducts(taken, network.Parameters);
            var advantages = Vector(Draw(random, (int)products.Samples, 3));
            var scores = ScoreMatrix.Of(taken, network.Parameters);
            var dense = NaturalGradient.Step(scores, advantages, 0.2, damping);
            var step = NaturalGradient.Step(products, advantages, 0.2, damping, iterations);
            ShouldBeClose(Read(scores.mv(step)), Read(scores.mv(dense)), tolerance);
            if (damping > 0)
            {
                ShouldBeClose(Read(step), Read(dense), tolerance);
            }
        }
    }

    [Fact]
    public void EveryIterationLowersTheLeastSquaresProblemAndTheFirstGoesAlongTheGradient()
    {
        using var scope = NewDisposeScope();
        using var network = new ScoreProductsTests.Network(new Random(88), 30);
        using var products = new ScoreProducts(network.Taken(), network.Parameters);
        var advantages = Vector(Draw(new Random(89), 30));
        double Problem(Tensor w) => Number(((products.Along(w) - (0.2 * advantages)).square().mean() * 0.5) + (w.square().sum() * 0.05));
        var steps = Enumerable.Range(1, 8).Select(iterations => NaturalGradient.Step(products, advantages, 0.2, 0.1, iterations)).ToArray();
        steps.Select(Problem).Should().BeInDescendingOrder();
        var gradient = products.Weighted(advantages);
        Number(steps[0].dot(gradient) / (steps[0].norm() * gradient.norm())).Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void GrowsWithTheStepAndIsZeroWithoutAdvantages()
    {
        using var scope = NewDisposeScope();
        using var network = new ScoreProductsTests.Network(new Random(90), 12);
        using var products = new ScoreProducts(network.Taken(), network.Parameters);
        var advantages = Vector(Draw(new Random(91), 12));
        var step = Read(NaturalGradient.Step(products, advantages, 0.1, 0.2, 5));
        ShouldBeClose(Read(NaturalGradient.Step(products, advantages * 3, 0.2, 0.2, 5)), Array.ConvertAll(step, x => 6 * x), 1e-10);
        Read(NaturalGradient.Step(products, advantages * 0, 0.1, 0, 5)).Should().AllBeEquivalentTo(0.0);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.05)]
    public void ManyMoreIterationsThanNeededChangeNothing(double damping)
    {
        using var scope = NewDisposeScope();
        var logits = Vector(0.1, -0.4, 0.8).requires_grad_();
        using var products = new ScoreProducts(logits.log_softmax(0).index_select(0, tensor(new long[] { 0, 0, 1, 2, 2 })), [logits]);
        var advantages = Vector(1, 2, -1, 0.5, 0.5);
        var enough = Read(NaturalGradient.Step(products, advantages, 0.1, damping, 3));
        ShouldBeClose(Read(NaturalGradient.Step(products, advantages, 0.1, damping, 500)), enough, 1e-12);
        enough.Sum().Should().BeApproximately(0, 1e-12);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var logits = Vector(1, 2).requires_grad_();
        using var products = new ScoreProducts(logits.log_softmax(0), [logits]);
        ShouldRefuse<ArgumentNullException>("scores", () => NaturalGradient.Step((ScoreProducts)null!, Vector(1, 2), 1, 0, 1));
        ShouldRefuse<ArgumentException>("advantages", () => NaturalGradient.Step(products, Vector(1), 1, 0, 1));
        ShouldRefuse<ArgumentException>("advantages", () => NaturalGradient.Step(products, Floats(1, 2), 1, 0, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("stepSize", () => NaturalGradient.Step(products, Vector(1, 2), 0, 0, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("damping", () => NaturalGradient.Step(products, Vector(1, 2), 1, -1, 1));
        ShouldRefuse<ArgumentOutOfRangeException>("iterations", () => NaturalGradient.Step(products, Vector(1, 2), 1, 0, 0));
    }
}
