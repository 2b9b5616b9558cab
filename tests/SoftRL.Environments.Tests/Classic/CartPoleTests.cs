using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class CartPoleTests
{
    [Fact]
    public void KeepsTheContractWithATimeLimitThatIsReached() =>
        EnvironmentContract.Verify(
            () => new CartPole(new CartPoleOptions { MaxEpisodeSteps = 7 }),
            new EnvironmentContractSettings { TimeLimit = 7 });

    [Fact]
    public void IsTruncatedAfterFiveHundredStepsOfBalancing()
    {
        var environment = new CartPole();
        var observation = new float[4];
        environment.Reset(1, observation);
        var (steps, total) = (0, 0f);
        StepResult result;
        do
        {
            result = environment.Step(Balance(observation), observation);
            steps++;
            total += result.Reward;
        }
        while (result.End == StepEnd.None);

        result.End.Should().Be(StepEnd.Truncated);
        steps.Should().Be(500);
        total.Should().Be(500);
    }

    [Fact]
    public void TerminatesWithTheRewardOfTheLastStepWhenThePoleFalls()
    {
        var environment = new CartPole();
        var observation = new float[4];
        environment.Reset(1, observation);
        StepResult result;
        do
        {
            result = environment.Step(1, observation);
        }
        while (result.End == StepEnd.None);

        result.Should().Be(new StepResult(1, StepEnd.Terminated));
        Math.Abs(observation[2]).Should().BeInRange(0.2094395f, 0.41887903f);
    }

    [Fact]
    public void DeclaresTheBoundsOfTheOriginal()
    {
        var space = new CartPole().ObservationSpace;
        space.High.ToArray().Should().Equal(4.8f, float.PositiveInfinity, 0.41887903f, float.PositiveInfinity);
        space.Low.ToArray().Should().Equal(-4.8f, float.NegativeInfinity, -0.41887903f, float.NegativeInfinity);
    }

    [Fact]
    public void OptionsRefuseWhatIsNotFiniteAndPositive()
    {
        foreach (var bad in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            var gravity = () => new CartPoleOptions { Gravity = bad };
            gravity.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("Gravity");
            var step = () => new CartPoleOptions { StepSeconds = bad };
            step.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("StepSeconds");
        }

        var limit = () => new CartPoleOptions { MaxEpisodeSteps = 0 };
        limit.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("MaxEpisodeSteps");
    }

    [Fact]
    public void DefaultOptionsPassTheirOwnChecks()
    {
        var options = new CartPoleOptions();
        foreach (var property in typeof(CartPoleOptions).GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(options, property.GetValue(options));
        }

        options.Should().Be(new CartPoleOptions());
    }

    [Fact]
    public void RefusesASnapshotThatIsNotFinite()
    {
        var environment = new CartPole();
        environment.Reset(1, new float[4]);
        var bytes = Snapshots.Write(environment.Save);
        BitConverter.TryWriteBytes(bytes, double.NaN).Should().BeTrue();
        var load = () => Snapshots.Read(bytes, environment.Load);
        load.Should().Throw<InvalidDataException>();
    }

    private static int Balance(float[] o) => o[2] + (0.3f * o[3]) + (0.02f * o[0]) + (0.06f * o[1]) > 0 ? 1 : 0;
}
