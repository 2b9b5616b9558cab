using SoftRL.Testing;
using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class SacActorLossTests
{
    [Fact]
    public void IsTheWorkedExample()
    {
        using var scope = NewDisposeScope();

        // π = (¼, ¾), Q = (2, −2), τ = ½: ½·(¼ ln ¼ + ¾ ln ¾) − (½ − 3/2)
        var expected = (0.5 * ((0.25 * Math.Log(0.25)) + (0.75 * Math.Log(0.75)))) + 1;
        Number(SacActorLoss.Discrete(Shaped([Math.Log(0.25), Math.Log(0.75)], 1, 2), Shaped([2, -2], 1, 2), 0.5))
            .Should().BeApproximately(expected, 1e-15);

        // mean of ½·(−1 + 4) − 3 and ½·(2 + 1) − 0
        Number(SacActorLoss.Continuous(Vector(-1, 2), Vector(3, 0), 0.5, Vector(-4, -1))).Should().BeApproximately(0, 1e-15);
        Number(SacActorLoss.Continuous(Vector(-1, 2), Vector(3, 0), 0.5)).Should().BeApproximately((-3.5 + 1) / 2, 1e-15);
    }

    /// <summary>The loss is τ·KL(π ‖ Boltzmann policy of Q) − V_Q: smallest, and −V_Q, exactly at that policy.</summary>
    [Theory]
    [InlineData("counting")]
    [InlineData("uniform")]
    [InlineData("skewed")]
    [InlineData("masked")]
    public void DiscreteIsTheDivergenceFromTheBoltzmannPolicyLessTheSoftValue(string prior) => BatchLaws.Hold(6, columns =>
    {
        using var scope = NewDisposeScope();
        var logPrior = Priors.Of(prior, 3);
        var q = stack(columns.Take(3).Select(column => Vector(column)), 1);
        var logPolicy = BoltzmannPolicies.LogPolicy(stack(columns.Skip(3).Select(column => Vector(column)), 1), 3, logPrior);
        var best = BoltzmannPolicies.LogPolicy(q, 0.7, logPrior);
        var value = Number(SoftValues.SoftValue(q, 0.7, logPrior).mean());
        var gap = 0.7 * Number((logPolicy.exp() * (logPolicy - best).masked_fill(logPolicy.isneginf(), 0)).sum(1).mean());
        return Close([Number(SacActorLoss.Discrete(best, q, 0.7, logPrior))], [-value], 1e-10)
            && Close([Number(SacActorLoss.Discrete(logPolicy, q, 0.7, logPrior))], [gap - value], 1e-10);
    });

    [Fact]
    public void AgreesWithAScalarLoop()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 1000; trial++)
        {
            using var scope = NewDisposeScope();
            int batch = random.Next(1, 5), actions = random.Next(1, 5);
            double[] p = DrawLogPolicy(random, batch, actions), r = DrawLogPolicy(random, batch, actions), q = Draw(random, batch * actions, 3);
            var temperature = random.NextDouble();

            var discrete = p.Select((l, i) => Math.Exp(l) * ((temperature * (l - r[i])) - q[i])).Sum() / batch;
            ShouldBeClose(
                [Number(SacActorLoss.Discrete(Shaped(p, batch, actions), Shaped(q, batch, actions), temperature, Shaped(r, batch, actions)))], [discrete]);

            var continuous = p.Select((l, i) => (temperature * (l - r[i])) - q[i]).Average();
            ShouldBeClose(
                [Number(SacActorLoss.Continuous(Shaped(p, batch, actions), Shaped(q, batch, actions), temperature, Shaped(r, batch, actions)))],
                [continuous]);
        }
    }

    [Fact]
    public void DiscreteHasTheGradientOfTheSoftValueAndHoldsQConstant()
    {
        double[] at = [0.3, -0.4, 0.2], q = [1, -2, 0.5];
        Tensor Loss(Tensor x) => SacActorLoss.Discrete(x.log_softmax(0).unsqueeze(0), Vector(q).unsqueeze(0), 0.7);

        // ∂/∂logits = π·(g − E[g]) with g = τ log π − Q.
        var logPolicy = LogSoftmax(at);
        var gains = logPolicy.Select((l, a) => (0.7 * l) - q[a]).ToArray();
        var mean = gains.Select((gain, a) => Math.Exp(logPolicy[a]) * gain).Sum();
        ShouldBeClose(Gradient(Loss, at), gains.Select((gain, a) => Math.Exp(logPolicy[a]) * (gain - mean)).ToArray());
        ShouldBeClose(Gradient(Loss, at), Differences(Loss, at), 1e-8);
        ShouldBeClose(
            Gradient(x => SacActorLoss.Discrete(x.log_softmax(0).unsqueeze(0), (x + Vector(0.7, -1.6, 0.3)).unsqueeze(0), 0.7), at),
            Gradient(Loss, at));
    }

    [Fact]
    public void DiscreteIsUntouchedByMaskedActionsWhateverTheirQ()
    {
        using var scope = NewDisposeScope();
        var logPrior = Priors.Of("masked", 3)!;
        foreach (var masked in new[] { 1e9, double.NegativeInfinity, double.NaN })
        {
            var logits = Shaped([0.1, 5, 0.3], 1, 3).requires_grad_();
            var loss = SacActorLoss.Discrete(BoltzmannPolicies.LogPolicy(logits, 1, logPrior), Shaped([1, masked, 2], 1, 3), 0.1, logPrior);
            loss.backward();
            Number(loss).Should().BeInRange(-2, 0);
            Read(logits.grad!).Should().OnlyContain(slope => double.IsFinite(slope)).And.HaveElementAt(1, 0);
        }
    }

    /// <summary>Gaussian actions a = m + σε against a quadratic Q: the pathwise gradient of every sample, through Q, π and the prior.</summary>
    [Fact]
    public void ContinuousDifferentiatesThroughTheAction()
    {
        double[] at = [0.3, -0.5];
        var noise = Draw(new Random(12), 6, 2);
        Tensor Loss(Tensor x)
        {
            var scale = x[1].exp();
            var actions = x[0] + (scale * Vector(noise));
            var logProbabilities = (Vector(noise).square() * -0.5) - x[1] - (0.5 * Math.Log(2 * Math.PI));
            return SacActorLoss.Continuous(logProbabilities, (actions - 1).square() * -1, 0.2, actions.square() * -0.5);
        }

        // τ(−1/σ·∂σ + a·∂a) + 2(a − 1)·∂a with ∂a = (1, σε)
        var sigma = Math.Exp(at[1]);
        var expected = noise.Select(e => ((0.2 * (at[0] + (sigma * e))) + (2 * (at[0] + (sigma * e) - 1)), sigma * e)).ToArray();
        ShouldBeClose(Gradient(Loss, at), [expected.Average(g => g.Item1), -0.2 + expected.Average(g => g.Item1 * g.Item2)]);
        ShouldBeClose(Gradient(Loss, at), Differences(Loss, at), 1e-8);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        ShouldRefuse<ArgumentException>("logPolicy", () => SacActorLoss.Discrete(zeros(3), zeros(3), 1));
        ShouldRefuse<ArgumentException>("logPolicy", () => SacActorLoss.Discrete(zeros(0, 3), zeros(0, 3), 1));
        ShouldRefuse<ArgumentException>("q", () => SacActorLoss.Discrete(zeros(2, 3), zeros(3, 2), 1));
        ShouldRefuse<ArgumentException>("logPrior", () => SacActorLoss.Discrete(zeros(2, 3), zeros(2, 3), 1, zeros(2)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => SacActorLoss.Discrete(zeros(2, 3), zeros(2, 3), -1));
        ShouldRefuse<ArgumentException>("logProbabilities", () => SacActorLoss.Continuous(zeros(0), zeros(0), 1));
        ShouldRefuse<ArgumentException>("q", () => SacActorLoss.Continuous(zeros(2), Vector(1, 2), 1));
        ShouldRefuse<ArgumentException>("priorLogProbabilities", () => SacActorLoss.Continuous(zeros(2), zeros(2), 1, zeros(1)));
        ShouldRefuse<ArgumentOutOfRangeException>("temperature", () => SacActorLoss.Continuous(zeros(2), zeros(2), double.NaN));
    }

    [Fact]
    public void LeaksNothing() => TensorLeak.AssertNone(() =>
    {
        using var x = zeros(2, 3);
        using var logPrior = zeros(3);
        SacActorLoss.Discrete(x, x, 0.1).Dispose();
        SacActorLoss.Discrete(x, x, 0.1, logPrior).Dispose();
        SacActorLoss.Continuous(x, x, 0.1).Dispose();
        SacActorLoss.Continuous(x, x, 0.1, x).Dispose();
    });
}
