using SoftRL.Environments;
using SoftRL.Testing;

namespace SoftRL.Tabular.Tests;

/// <summary>The environments over models keep the contract that every environment keeps.</summary>
public class ContractTests
{
    [Fact]
    public void ARandomModelKeepsTheContract() =>
        EnvironmentContract.Verify(() => new MdpEnvironment(Models.Random(3)));

    [Fact]
    public void AModelWithAStepLimitAndIndexObservationsKeepsTheContract() =>
        EnvironmentContract.Verify(() => new MdpEnvironment(FrozenLake.Create(), StateObservation.Index, 100));

    [Fact]
    public void TaxiKeepsTheContract() =>
        EnvironmentContract.Verify(() => new MdpEnvironment(Taxi.Create(), maxSteps: 200));

    [Fact]
    public void ABanditKeepsTheContract() =>
        EnvironmentContract.Verify(() => new BanditEnvironment(new Bandit([new BanditArm(1, 0.5), new BanditArm(0, 2)])));

    [Fact]
    public void VectorEnvironmentsOfModelsDoNotDependOnTheNumberOfThreads()
    {
        using var one = new VectorEnvironment(() => new MdpEnvironment(Models.Random(3)), 6, 11, threads: 1);
        using var two = new VectorEnvironment(() => new MdpEnvironment(Models.Random(3)), 6, 11, threads: 2);
        one.Reset();
        two.Reset();
        for (var step = 0; step < 200; step++)
        {
            int[] actions = [.. Enumerable.Range(0, 6).Select(i => (i + step) % 3)];
            one.Step(actions);
            two.Step(actions);
            two.Observations.ToArray().Should().Equal(one.Observations.ToArray());
            two.Rewards.ToArray().Should().Equal(one.Rewards.ToArray());
        }
    }
}
