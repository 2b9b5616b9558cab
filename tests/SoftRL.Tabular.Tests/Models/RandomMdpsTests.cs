namespace SoftRL.Tabular.Tests;

public class RandomMdpsTests
{
    [Fact]
    public void TheSameSeedGivesTheSameModelAndAnotherSeedAnother()
    {
        var (first, twin, other) = (RandomMdps.Create(7), RandomMdps.Create(7), RandomMdps.Create(8));
        first.Outcomes(1, 2).ToArray().Should().Equal(twin.Outcomes(1, 2).ToArray());
        first.InitialDistribution.ToArray().Should().Equal(twin.InitialDistribution.ToArray());
        first.Outcomes(1, 2).ToArray().Should().NotEqual(other.Outcomes(1, 2).ToArray());
    }

    [Fact]
    public void HasTheSizeAskedFor()
    {
        var mdp = RandomMdps.Create(1, new RandomMdpOptions { States = 6, Actions = 2, Branching = 3, TerminationRate = 1, RewardScale = 0 });
        (mdp.StateCount, mdp.ActionCount, mdp.Outcomes(5, 1).Length).Should().Be((6, 2, 3));
        mdp.Outcomes(5, 1).ToArray().Should().OnlyContain(outcome => outcome.Terminated && outcome.Reward == 0);
    }

    [Fact]
    public void PoliciesAreDistributionsWithFullSupport()
    {
        var policy = RandomMdps.Policy(3, 5, 4);
        for (var s = 0; s < 5; s++)
        {
            Enumerable.Range(0, 4).Sum(a => policy[s, a]).Should().BeApproximately(1, 1e-12);
        }

        policy.Cast<double>().Should().OnlyContain(p => p > 0);
    }

    [Fact]
    public void OptionsRefuseWhatIsOutOfRangeAndAcceptTheirDefaults()
    {
        var defaults = new RandomMdpOptions();
        (defaults with { States = defaults.States, Actions = defaults.Actions, Branching = defaults.Branching, TerminationRate = defaults.TerminationRate, RewardScale = defaults.RewardScale })
            .Should().Be(defaults);
        ((Action)(() => _ = new RandomMdpOptions { States = 0 })).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("States");
        ((Action)(() => _ = new RandomMdpOptions { Actions = 0 })).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("Actions");
        ((Action)(() => _ = new RandomMdpOptions { Branching = 0 })).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("Branching");
        ((Action)(() => _ = new RandomMdpOptions { TerminationRate = double.NaN })).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("TerminationRate");
        ((Action)(() => _ = new RandomMdpOptions { RewardScale = -1 })).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("RewardScale");
    }
}
