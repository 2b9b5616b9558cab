using SoftRL.Environments;

namespace SoftRL.Tabular.Tests;

public class TabularEnvironmentsTests
{
    [Theory]
    [InlineData("FrozenLake-v1", 16, 4, 100)]
    [InlineData("FrozenLake8x8-v1", 64, 4, 200)]
    [InlineData("FrozenLakeNotSlippery-v1", 16, 4, 100)]
    [InlineData("FrozenLake8x8NotSlippery-v1", 64, 4, 200)]
    [InlineData("CliffWalking-v1", 48, 4, null)]
    [InlineData("Taxi-v4", 500, 6, 200)]
    public void AreFoundByNameAndHaveTheirSizes(string id, int states, int actions, int? limit)
    {
        var spec = EnvironmentCatalog.Find(id, [.. EnvironmentCatalog.BuiltIn, .. TabularEnvironments.BuiltIn]);
        (spec.ObservationSpace.Size, ((DiscreteActions)spec.ActionSpace).Count, spec.MaxEpisodeSteps).Should().Be((states, actions, limit));
        var environment = spec.CreateDiscrete();
        var observation = new float[states];
        environment.Reset(3, observation);
        observation.Sum().Should().Be(1);
    }

    [Fact]
    public void AMistypedNameIsAnsweredWithTheNearest() =>
        ((Action)(() => EnvironmentCatalog.Find("FrozenLak-v1", TabularEnvironments.BuiltIn.ToArray()))).Should().Throw<UnknownEnvironmentException>().WithMessage("*FrozenLake-v1*");
}
