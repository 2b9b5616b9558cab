namespace SoftRL.Training.Tests;

public sealed class EvaluationResultTests
{
    [Fact]
    public void SumsUpEpisodes() =>
        EvaluationResult.Of([1, 2, 6], [10, 20, 30], 7).Should().Be(new EvaluationResult(3, 3, Math.Sqrt(7), 1, 6, 20, 7));

    [Fact]
    public void OneEpisodeHasNoDeviation() => EvaluationResult.Of([5], [4], 1).Should().Be(new EvaluationResult(1, 5, 0, 5, 5, 4, 1));

    [Fact]
    public void RefusesNoEpisodesAndLengthsThatAreMissing()
    {
        FluentActions.Invoking(() => EvaluationResult.Of([], [], 1)).Should().Throw<ArgumentException>().WithParameterName("returns").WithMessage("*0 returns and 0 lengths*");
        FluentActions.Invoking(() => EvaluationResult.Of([1, 2], [1], 1)).Should().Throw<ArgumentException>().WithParameterName("returns").WithMessage("*2 returns and 1 lengths*");
        FluentActions.Invoking(() => EvaluationResult.Of(null!, [], 1)).Should().Throw<ArgumentNullException>().WithParameterName("returns");
        FluentActions.Invoking(() => EvaluationResult.Of([], null!, 1)).Should().Throw<ArgumentNullException>().WithParameterName("lengths");
    }
}
