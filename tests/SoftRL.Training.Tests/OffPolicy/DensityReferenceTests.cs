using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class DensityReferenceTests
{
    [Fact]
    public void AGaussianReferenceCancelsTheJacobianOfTanh()
    {
        using var prior = new GaussianDensity(0.5, 2, CPU);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var points = tensor(new float[,] { { 0.2f, -0.1f }, { 15, -15 } });
        var density = prior.LogDensity(zeros(2, 3), points).data<float>().ToArray();
        double[][] rows = [[0.2f, -0.1f], [15, -15]];
        for (var i = 0; i < 2; i++)
        {
            var expected = rows[i].Sum(u => (-0.5 * u * u / 0.25) - Math.Log(0.5) - (0.5 * Math.Log(2 * Math.PI)) - LogSlope(u));
            ((double)density[i]).Should().BeApproximately(expected, 1e-5 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void TheRatioIsToTheLebesgueMeasureTheUniformOneOrAGaussian()
    {
        using var scope = NewDisposeScope();
        var logProbabilities = tensor(new float[] { -1, 2 });
        var observations = zeros(2, 3);
        var unsquashed = tensor(new float[,] { { 0.2f, -0.1f }, { 1.5f, -2 } });
        using var entropy = DensityReference.For("entropy", 2, Context());
        entropy.IsFlat.Should().BeTrue();
        entropy.LogRatio(logProbabilities, observations, unsquashed).Should().BeSameAs(logProbabilities);
        using var uniform = DensityReference.For("uniform", 2, Context());
        uniform.IsFlat.Should().BeTrue();
        uniform.LogRatio(logProbabilities, observations, unsquashed).data<float>().ToArray()
            .Should().Equal([-1 + (2 * MathF.Log(2)), 2 + (2 * MathF.Log(2))], (left, right) => Math.Abs(left - right) < 1e-6f);
        using var gaussian = DensityReference.For("gaussian:0.5", 2, Context());
        gaussian.IsFlat.Should().BeFalse();
        using var prior = new GaussianDensity(0.5, 2, CPU);
        var expected = logProbabilities - prior.LogDensity(observations, unsquashed);
        (gaussian.LogRatio(logProbabilities, observations, unsquashed) - expected).abs().max().item<float>().Should().Be(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("gaussian")]
    [InlineData("gaussian:")]
    [InlineData("gaussian:0")]
    [InlineData("gaussian:-1")]
    [InlineData("gaussian:wide")]
    public void ATextThatNamesNoReferenceIsRefused(string text)
    {
        var check = () => DensityReferenceText.Check(text, "reference");
        check.Should().Throw<ArgumentException>().WithMessage($"reference is '{text}'; allowed: entropy, uniform, gaussian:STD*");
        DensityReferenceText.Check("gaussian:0.5", "reference").Should().Be("gaussian:0.5");
    }

    private static AgentContext Context()
    {
        var spec = EnvironmentCatalog.Find("Pendulum-v1");
        return new(spec.ObservationSpace, spec.ActionSpace, 1, CPU, 1, 1000, _ => FixedReference.CountingMeasure());
    }

    // ln(1 − tanh² u), without cancellation.
    private static double LogSlope(double u) => 2 * (Math.Log(2) - Math.Abs(u) - double.LogP1(Math.Exp(-2 * Math.Abs(u))));
}
