using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class ScoreProductsTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        // Rows (¼, −¼) and (−¾, ¾).
        using var scope = NewDisposeScope();
        var logits = Vector(Math.Log(3), 0).requires_grad_();
        using var products = new ScoreProducts(logits.log_softmax(0), [logits]);
        (products.Samples, products.Count).Should().Be((2, 2));
        ShouldBeClose(Read(products.Along(Vector(4, 8))), [-1, 3]);
        ShouldBeClose(Read(products.Weighted(Vector(4, 8))), [-5, 5]);
    }

    [Fact]
    public void AgreeWithTheScoreMatrixOfANetwork()
    {
        var random = new Random(81);
        for (var trial = 0; trial < 300; trial++)
        {
            using var scope = NewDisposeScope();
            using var network = new Network(random);
            var taken = network.Taken();
            var scores = ScoreMatrix.Of(taken, network.Parameters);
            using var products = new ScoreProducts(taken, network.Parameters);
            var (v, u) = (Vector(Draw(random, (int)products.Count)), Vector(Draw(random, (int)products.Samples)));
            ShouldBeClose(Read(products.Along(v)), Read(scores.mv(v)));
            ShouldBeClose(Read(products.Weighted(u)), Read(scores.t().mv(u)));

            // ⟨u, Ψv⟩ = ⟨Ψᵀu, v⟩, and products can be taken again.
            Number(products.Along(v).dot(u)).Should().BeApproximately(Number(products.Weighted(u).dot(v)), 1e-12);
        }
    }

    [Fact]
    public void AlongIsTheCentralDifferenceInThatDirection()
    {
        using var scope = NewDisposeScope();
        using var network = new Network(new Random(82));
        using var products = new ScoreProducts(network.Taken(), network.Parameters);
        var direction = Vector(Draw(new Random(83), (int)products.Count));
        var along = Read(products.Along(direction));
        const double step = 1e-5;
        double[] Moved(double by)
        {
            network.Move(direction * by);
            var taken = Read(network.Taken());
            network.Move(direction * -by);
            return taken;
        }

        var difference = Moved(step).Zip(Moved(-step), (ahead, behind) => (ahead - behind) / (2 * step)).ToArray();
        ShouldBeClose(along, difference, 1e-8);
    }

    [Fact]
    public void ParametersThatDoNotMatterHaveTheScoreZeroAndNoGradientIsTouched()
    {
        using var scope = NewDisposeScope();
        var (logits, idle) = (Vector(0, 0).requires_grad_(), Vector(5, 6).requires_grad_());
        using var frozen = no_grad();
        Tensor taken;
        using (enable_grad())
        {
            taken = logits.log_softmax(0);
        }

        using var products = new ScoreProducts(taken, [logits, idle]);
        ShouldBeClose(Read(products.Weighted(Vector(1, 0))), [0.5, -0.5, 0, 0]);
        ShouldBeClose(Read(products.Along(Vector(1, 0, 7, 8))), [0.5, -0.5]);
        products.Along(Vector(1, 0, 7, 8)).requires_grad.Should().BeFalse();
        logits.grad.Should().BeNull();
        idle.grad.Should().BeNull();
    }

    [Fact]
    public void RefuseWhatDoesNotFit()
    {
        using var scope = NewDisposeScope();
        var logits = Vector(1, 2).requires_grad_();
        var taken = logits.log_softmax(0);
        ShouldRefuse<ArgumentException>("takenLogProbabilities", () => new ScoreProducts(Vector(1, 2), [logits]));
        ShouldRefuse<ArgumentException>("parameters", () => new ScoreProducts(taken, []));
        using var products = new ScoreProducts(taken, [logits]);
        ShouldRefuse<ArgumentException>("direction", () => products.Along(Vector(1, 2, 3)));
        ShouldRefuse<ArgumentException>("direction", () => products.Along(Floats(1, 2)));
        ShouldRefuse<ArgumentException>("weights", () => products.Weighted(Vector(1)));
        ShouldRefuse<ArgumentException>("weights", () => products.Weighted(Floats(1, 2)));
    }

    [Fact]
    public void LeakNothing() => TensorLeak.AssertNone(() =>
    {
        using var scope = NewDisposeScope();
        using var network = new Network(new Random(84));
        var taken = network.Taken();
        var (v, u) = (Vector(Draw(new Random(85), 23)), Vector(Draw(new Random(86), 5)));
        TensorLeak.AssertNone(() =>
        {
            using var products = new ScoreProducts(taken, network.Parameters);
            products.Along(v).Dispose();
            products.Weighted(u).Dispose();
            NaturalGradient.Step(products, u, 0.1, 0.1, 3).Dispose();
        });
    });

    /// <summary>2 inputs, 4 tanh units, 3 − 1 logits worth of actions, 5 samples.</summary>
    internal sealed class Network : IDisposable
    {
        private readonly Tensor _inputs, _first, _bias, _second, _actions;

        public Network(Random random, int samples = 5)
        {
            _inputs = Shaped(Draw(random, 2 * samples, 2), samples, 2).DetachFromDisposeScope();
            _first = Shaped(Draw(random, 8), 2, 4).requires_grad_().DetachFromDisposeScope();
            _bias = Vector(Draw(random, 3)).requires_grad_().DetachFromDisposeScope();
            _second = Shaped(Draw(random, 12), 4, 3).requires_grad_().DetachFromDisposeScope();
            _actions = tensor(Enumerable.Range(0, samples).Select(_ => (long)random.Next(3)).ToArray()).DetachFromDisposeScope();
        }

        public IReadOnlyList<Tensor> Parameters => [_first, _bias, _second];

        public Tensor Taken()
        {
            using var scope = NewDisposeScope();
            var logits = _inputs.mm(_first).tanh().mm(_second) + _bias;
            return Policies.LogProbability(logits.log_softmax(1), _actions).MoveToOuterDisposeScope();
        }

        public void Move(Tensor step)
        {
            using var frozen = no_grad();
            var offset = 0L;
            foreach (var parameter in Parameters)
            {
                parameter.add_(step.narrow(0, offset, parameter.numel()).reshape(parameter.shape));
                offset += parameter.numel();
            }
        }

        public void Dispose()
        {
            foreach (var tensor in new[] { _inputs, _first, _bias, _second, _actions })
            {
                tensor.Dispose();
            }
        }
    }
}
