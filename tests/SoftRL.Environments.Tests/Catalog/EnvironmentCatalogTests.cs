using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class EnvironmentCatalogTests
{
    public static TheoryData<string> Ids => new(EnvironmentCatalog.BuiltIn.Select(spec => spec.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryEnvironmentKeepsTheContract(string id)
    {
        var spec = EnvironmentCatalog.Find(id);
        EnvironmentContract.Verify(
            spec.Create, new EnvironmentContractSettings { Episodes = 25, TimeLimit = spec.MaxEpisodeSteps });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EverySpecificationDescribesWhatItMakes(string id)
    {
        var spec = EnvironmentCatalog.Find(id);
        var environment = spec.Create();
        environment.ObservationSpace.Should().Be(spec.ObservationSpace);
        environment.ActionSpace.Should().Be(spec.ActionSpace);
        spec.Description.Should().EndWith(".");
        spec.Create().Should().NotBeSameAs(environment);
    }

    [Fact]
    public void HoldsTheDocumentedIds()
    {
        EnvironmentCatalog.BuiltIn.Select(spec => spec.Id).Should()
            .OnlyHaveUniqueItems().And.Contain(["CartPole-v1", "MinAtar/Breakout-v0", "MinAtar/Breakout-v1"]);
        EnvironmentCatalog.Find("CartPole-v1").RewardThreshold.Should().Be(475);
        EnvironmentCatalog.Find("MountainCar-v0").RewardThreshold.Should().Be(-110);
        EnvironmentCatalog.Find("Acrobot-v1").RewardThreshold.Should().Be(-100);
        EnvironmentCatalog.Find("MinAtar/Breakout-v0").ActionSpace.Count.Should().Be(6);
        EnvironmentCatalog.Find("MinAtar/Breakout-v1").ActionSpace.Count.Should().Be(3);
    }

    [Fact]
    public void AnUnknownIdIsAnsweredWithTheNearest()
    {
        var find = () => EnvironmentCatalog.Find("MinAtar/Brekout-v1");
        find.Should().Throw<UnknownEnvironmentException>()
            .WithMessage("*'MinAtar/Brekout-v1'. Did you mean MinAtar/Breakout-v1 or*")
            .Which.Suggestions[0].Should().Be("MinAtar/Breakout-v1");
        var far = () => EnvironmentCatalog.Find("xyz");
        far.Should().Throw<UnknownEnvironmentException>().WithMessage("*There are: CartPole-v1,*").Which.Id.Should().Be("xyz");
    }

    [Fact]
    public void FindsAUsersOwnAmongOthers()
    {
        var own = EnvironmentSpec.Of("Countdown-v0", "Count down.", () => new Countdown());
        EnvironmentCatalog.Find("Countdown-v0", [.. EnvironmentCatalog.BuiltIn, own]).Should().BeSameAs(own);
    }

    [Fact]
    public void ASpecificationRefusesActionsThatAreNotDiscrete()
    {
        var make = () => EnvironmentSpec.Of("x", "X.", () => new Countdown { ActionSpace = new BoxActions([0], [1]) });
        make.Should().Throw<ArgumentException>().WithParameterName("create");
        var empty = () => EnvironmentSpec.Of(" ", "X.", () => new Countdown());
        empty.Should().Throw<ArgumentException>().WithParameterName("id");
    }
}
