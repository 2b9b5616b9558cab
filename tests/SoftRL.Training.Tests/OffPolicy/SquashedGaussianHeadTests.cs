using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class SquashedGaussianHeadTests
{
    [Theory]
    [InlineData(ScaleRule.Exponential)]
    [InlineData(ScaleRule.Sigmoid)]
    public void TheHostAndTheTensorsReadTheSameScale(ScaleRule rule)
    {
        var head = new SquashedGaussianHead(1, -5, 1.5, rule);
        using var scope = NewDisposeScope();
        foreach (var raw in new[] { -40f, -7f, -1.25f, 0f, 0.5f, 1.4f, 3f, 40f })
        {
            // With noise 1 and mean 0, what is drawn before tanh is σ itself.
            var drawn = head.Sample(tensor(new float[,] { { 0, raw } }), ones(1, 1)).PreSquash.item<float>();
            head.Scale(raw).Should().BeApproximately(drawn, 1e-6 * drawn);
            var expected = rule == ScaleRule.Sigmoid ? 1 / (1 + Math.Exp(-raw)) : Math.Exp(raw);
            head.Scale(raw).Should().BeApproximately(Math.Clamp(expected, Math.Exp(-5), Math.Exp(1.5)), 1e-12);
        }
    }

    [Fact]
    public void DrawnActionsAreThoseOfSampleRowByRowAndSoAreTheirDensities()
    {
        var head = new SquashedGaussianHead(2, -20, 2);
        using var scope = NewDisposeScope();
        var (output, noise) = (randn(3, 4, generator: new Generator(1)), randn(12, 2, generator: new Generator(2)));
        var drawn = head.Draw(output, noise);
        drawn.Actions.shape.Should().Equal(12, 2);
        drawn.LogProbabilities.shape.Should().Equal(12);
        for (var sample = 0; sample < 4; sample++)
        {
            var single = head.Sample(output, noise.narrow(0, 3 * sample, 3));
            ShouldBeEqual(drawn.Actions.narrow(0, 3 * sample, 3), single.Actions);
            ShouldBeEqual(drawn.PreSquash.narrow(0, 3 * sample, 3), single.PreSquash);
            ShouldBeEqual(drawn.LogProbabilities.narrow(0, 3 * sample, 3), single.LogProbabilities);
        }

        ShouldBeEqual(head.LogDensity(output, drawn.PreSquash), drawn.LogProbabilities);
    }

    [Fact]
    public void DrawnActionsAreConstantsAndTheirDensitiesHaveTheScore()
    {
        // ∂ ln N(u; μ, σ)/∂μ = ε/σ and ∂/∂ln σ = ε² − 1, of u held constant.
        var head = new SquashedGaussianHead(1, -20, 2);
        using var scope = NewDisposeScope();
        var output = tensor(new float[,] { { 0.3f, -0.5f } }, requires_grad: true);
        var drawn = head.Draw(output, tensor(new float[,] { { 1.5f } }));
        drawn.Actions.requires_grad.Should().BeFalse();
        drawn.LogProbabilities.sum().backward();
        var score = output.grad!.data<float>().ToArray();
        ((double)score[0]).Should().BeApproximately(1.5 * Math.Exp(0.5), 1e-5);
        ((double)score[1]).Should().BeApproximately((1.5 * 1.5) - 1, 1e-5);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var bounds = () => new SquashedGaussianHead(2, 2, 2);
        bounds.Should().Throw<ArgumentException>().WithMessage("minLogScale is 2 and maxLogScale 2*");
        var dimension = () => new SquashedGaussianHead(0, -1, 1);
        dimension.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("dimension");
        var rule = () => new SquashedGaussianHead(1, -1, 1, (ScaleRule)7);
        rule.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("rule");
        using var scope = NewDisposeScope();
        var rows = () => new SquashedGaussianHead(1, -1, 1).Draw(zeros(2, 2), zeros(3, 1));
        rows.Should().Throw<ArgumentException>().WithMessage("There are 3 rows for 2 states*");
    }

    // Ten units of rounding of the larger numbers.
    private static void ShouldBeEqual(Tensor left, Tensor right) => ((left - right).abs() / right.abs().clamp_min(1)).max().item<float>().Should().BeLessThan(1e-6f);
}
