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
        EnvironmentContract.Verify(spec, new EnvironmentContractSettings { Episodes = 25 });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EverySpecificationDescribesWhatItMakes(string id)
    {
        var spec = EnvironmentCatalog.Find(id);
        using var environment = spec.CreateVector(1, seed: 1);
        environment.ObservationSpace.Should().Be(spec.ObservationSpace);
        environment.ActionSpace.Should().Be(spec.ActionSpace);
        spec.Description.Should().EndWith(".");
        spec.ToString().Should().Be(id);
    }

    [Fact]
    public void HoldsTheDocumentedIds()
    {
        EnvironmentCatalog.BuiltIn.Select(spec => spec.Id).Should()
            .OnlyHaveUniqueItems().And.Contain(["CartPole-v1", "MinAtar/Breakout-v0", "MinAtar/Breakout-v1"]);
        EnvironmentCatalog.Find("CartPole-v1").RewardThreshold.Should().Be(475);
        EnvironmentCatalog.Find("MountainCar-v0").RewardThreshold.Should().Be(-110);
        EnvironmentCatalog.Find("Acrobot-v1").RewardThreshold.Should().Be(-100);
        EnvironmentCatalog.Find("MinAtar/Breakout-v0").ActionSpace.Should().Be(new DiscreteActions(6));
        EnvironmentCatalog.Find("MinAtar/Breakout-v1").ActionSpace.Should().Be(new DiscreteActions(3));
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
    public void AnIdOfAnotherPackageIsAnsweredWithItsName()
    {
        var find = () => EnvironmentCatalog.Find("HalfCheetah-v4");
        find.Should().Throw<UnknownEnvironmentException>().WithMessage("*SoftRL.Environments.Mujoco*").Which.Package.Should().Be("SoftRL.Environments.Mujoco");
        var own = EnvironmentSpec.Of("HalfCheetah-v5", "Mine.", () => new Countdown());
        var searched = () => EnvironmentCatalog.Find("HalfCheetah-v4", [own]);
        searched.Should().Throw<UnknownEnvironmentException>().WithMessage("*Did you mean HalfCheetah-v5*").Which.Package.Should().BeNull();
    }

    [Fact]
    public void ASpecificationMakesOnlyWhatItHas()
    {
        var discrete = EnvironmentCatalog.Find("CartPole-v1");
        discrete.CreateDiscrete().Should().BeOfType<CartPole>();
        var wrong = () => { discrete.CreateContinuous(); };
        wrong.Should().Throw<InvalidOperationException>().WithMessage("*CartPole-v1*2 discrete actions*");
        EnvironmentCatalog.Find("Pendulum-v1").CreateContinuous().Should().BeOfType<Pendulum>();
        var elsewhere = EnvironmentSpec.OfVector(
            "Many-v0", "Many.", discrete.ObservationSpace, discrete.ActionSpace, discrete.CreateVector, maxEpisodeSteps: 9, rewardThreshold: 2);
        (elsewhere.MaxEpisodeSteps, elsewhere.RewardThreshold).Should().Be((9, 2.0));
        using var vector = elsewhere.CreateVector(3, 1, 2);
        vector.Count.Should().Be(3);
        var single = () => elsewhere.CreateDiscrete();
        single.Should().Throw<InvalidOperationException>().WithMessage("*made many at a time*");
    }

    [Fact]
    public void ASpecificationRefusesActionsOfTheOtherKind()
    {
        var make = () => EnvironmentSpec.Of("x", "X.", () => new Countdown { ActionSpace = new BoxActions([0], [1]) });
        make.Should().Throw<ArgumentException>().WithMessage("*'x' must be DiscreteActions*");
        var empty = () => EnvironmentSpec.Of(" ", "X.", () => new Countdown());
        empty.Should().Throw<ArgumentException>().WithParameterName("id");
    }
}
