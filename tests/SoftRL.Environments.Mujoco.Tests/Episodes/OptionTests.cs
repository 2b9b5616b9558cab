namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>Options are checked, and do what they say.</summary>
public sealed class OptionTests
{
    [Fact]
    public void EveryOptionRefusesWhatItCannotBe()
    {
        Refused(() => new HalfCheetahOptions { ControlCostWeight = double.NaN }, "ControlCostWeight");
        Refused(() => new HalfCheetahOptions { Version = (MujocoVersion)3 }, "Version");
        Refused(() => new HalfCheetahOptions { ResetNoiseScale = -1 }, "ResetNoiseScale");
        Refused(() => new HopperOptions { MaxHealthyAngle = 0 }, "MaxHealthyAngle");
        Refused(() => new HopperOptions { MaxHealthyState = double.PositiveInfinity }, "MaxHealthyState");
        Refused(() => new Walker2dOptions { FrameSkip = 0 }, "FrameSkip");
        Refused(() => new AntOptions { MaxContactForce = -1 }, "MaxContactForce");
        Refused(() => new HumanoidOptions { MaxContactCost = double.NaN }, "MaxContactCost");
        Refused(() => new SwimmerOptions { ForwardRewardWeight = double.PositiveInfinity }, "ForwardRewardWeight");
        Refused(() => new ReacherOptions { MaxEpisodeSteps = 0 }, "MaxEpisodeSteps");
        Refused(() => new InvertedPendulumOptions { ResetNoiseScale = double.NaN }, "ResetNoiseScale");
        Refused(() => new InvertedDoublePendulumOptions { HealthyReward = double.NaN }, "HealthyReward");
    }

    [Fact]
    public void HealthyHeightsMustBeOrdered()
    {
        var walker = () => MujocoEnvironment.Walker2d(new Walker2dOptions { MinHealthyHeight = 2, MaxHealthyHeight = 2 });
        var ant = () => MujocoEnvironment.Ant(new AntOptions { MinHealthyHeight = 2 });
        var humanoid = () => MujocoEnvironment.Humanoid(new HumanoidOptions { MaxHealthyHeight = 0.5 });
        walker.Should().Throw<ArgumentException>().WithMessage("*MinHealthyHeight must be below MaxHealthyHeight*");
        ant.Should().Throw<ArgumentException>();
        humanoid.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void DefaultsAreV5()
    {
        using var hopper = MujocoEnvironment.Hopper();
        using var ant = MujocoEnvironment.Ant();
        using var cheetah = MujocoEnvironment.HalfCheetah();
        using var walker = MujocoEnvironment.Walker2d();
        using var humanoid = MujocoEnvironment.Humanoid();
        using var swimmer = MujocoEnvironment.Swimmer();
        using var reacher = MujocoEnvironment.Reacher();
        using var pendulum = MujocoEnvironment.InvertedPendulum();
        using var poles = MujocoEnvironment.InvertedDoublePendulum();
        ((MujocoEnvironment[])[cheetah, hopper, walker, ant, humanoid, swimmer, reacher, pendulum, poles])
            .Select(environment => environment.ObservationSpace.Size).Should().Equal(17, 11, 17, 105, 348, 8, 10, 4, 9);
    }

    [Fact]
    public void PositionsMayBeObserved()
    {
        using var cheetah = MujocoEnvironment.HalfCheetah(new() { ExcludeCurrentPositions = false });
        using var hopper = MujocoEnvironment.Hopper(new() { ExcludeCurrentPositions = false });
        using var walker = MujocoEnvironment.Walker2d(new() { ExcludeCurrentPositions = false });
        using var ant = MujocoEnvironment.Ant(new() { ExcludeCurrentPositions = false });
        using var humanoid = MujocoEnvironment.Humanoid(new() { ExcludeCurrentPositions = false, Version = MujocoVersion.V4 });
        using var swimmer = MujocoEnvironment.Swimmer(new() { ExcludeCurrentPositions = false });
        foreach (var (environment, size, shown) in ((MujocoEnvironment, int, int)[])
            [(cheetah, 18, 1), (hopper, 12, 1), (walker, 18, 1), (ant, 107, 2), (humanoid, 378, 2), (swimmer, 10, 2)])
        {
            environment.ObservationSpace.Size.Should().Be(size);
            var observation = environment.Run(10);
            observation[..shown].Should().Equal(environment.Simulation.Positions[..shown].ToArray().Select(value => (float)value));
        }
    }

    [Fact]
    public void ContactForcesOfTheAntAreAChoice()
    {
        using var without = MujocoEnvironment.Ant(new() { ContactForces = false });
        using var with = MujocoEnvironment.Ant(new() { Version = MujocoVersion.V4, ContactForces = true });
        without.ObservationSpace.Size.Should().Be(27);
        with.ObservationSpace.Size.Should().Be(111);
        var (seen, paid) = (false, false);
        var (plain, observation) = (without.Observation(), with.Observation());
        without.Reset(1, plain);
        with.Reset(1, observation);
        observation[27..].Should().OnlyContain(force => force == 0, "there are none before the first step");
        for (var i = 0; i < 50; i++)
        {
            var action = with.Actions((ulong)i);
            var difference = without.Step(action, plain).Reward - with.Step(action, observation).Reward;
            observation[27..33].Should().OnlyContain(force => force == 0, "the world's come first");
            observation[27..].Should().OnlyContain(force => Math.Abs(force) <= 1);
            observation[..27].Should().Equal(plain);
            seen |= observation[33..].Any(force => force != 0);
            paid |= difference > 1e-4;
        }

        (seen, paid).Should().Be((true, true));
    }

    [Fact]
    public void AnUnhealthyRobotNeedNotEnd()
    {
        using var environment = MujocoEnvironment.Hopper(new() { TerminateWhenUnhealthy = false, HealthyReward = 100, MaxEpisodeSteps = 300 });
        var observation = environment.Observation();
        environment.Reset(1, observation);
        var (steps, rewards, end) = (0, new List<float>(), StepEnd.None);
        while (end == StepEnd.None)
        {
            (var reward, end) = environment.Step([0, 0, 0], observation);
            rewards.Add(reward);
            steps++;
        }

        (steps, end).Should().Be((300, StepEnd.Truncated));
        rewards[0].Should().BeGreaterThan(90);
        rewards[^1].Should().BeLessThan(50, "it lies on the floor, and is not paid for being healthy");
    }

    [Fact]
    public void TheTerminatingStepIsPaidInV4AndNotInV5()
    {
        foreach (var (id, bonus) in ((string, float)[])[("Hopper", 1), ("Walker2d", 1), ("InvertedPendulum", 1), ("InvertedDoublePendulum", 10)])
        {
            var last = (MujocoVersion[])[MujocoVersion.V4, MujocoVersion.V5];
            var rewards = last.Select(version => LastReward($"{id}-v{(int)version}")).ToArray();
            if (id != "Walker2d")
            {
                (rewards[0] - rewards[1]).Should().BeApproximately(bonus, 1e-5f, id);
            }
            else
            {
                rewards.Should().OnlyContain(reward => float.IsFinite(reward));
            }
        }
    }

    [Fact]
    public void WeightsWeigh()
    {
        using var plain = MujocoEnvironment.Swimmer(new() { ControlCostWeight = 0 });
        using var weighted = MujocoEnvironment.Swimmer(new() { ForwardRewardWeight = 3, ControlCostWeight = 2 });
        using var near = MujocoEnvironment.Reacher(new() { DistanceCostWeight = 2, ControlCostWeight = 0 });
        var (left, right, reach) = (plain.Observation(), weighted.Observation(), near.Observation());
        plain.Reset(1, left);
        weighted.Reset(1, right);
        var speed = plain.Step([1, -0.5f], left).Reward;
        weighted.Step([1, -0.5f], right).Reward.Should().BeApproximately((3 * speed) - (2 * 1.25f), 1e-5f);
        near.Reset(1, reach);
        var reward = near.Step([1, 1], reach).Reward;
        reward.Should().BeApproximately(-2 * MathF.Sqrt((reach[8] * reach[8]) + (reach[9] * reach[9])), 1e-6f);
    }

    private static float LastReward(string id)
    {
        using var environment = Play.Make(id);
        var observation = environment.Observation();
        environment.Reset(4, observation);
        var action = new float[((BoxActions)environment.ActionSpace).Dimension];
        Array.Fill(action, 1);
        for (var i = 0; i < 1000; i++)
        {
            var (reward, end) = environment.Step(action, observation);
            if (end == StepEnd.Terminated)
            {
                return reward;
            }
        }

        throw new InvalidOperationException($"{id} did not terminate.");
    }

    private static void Refused(Func<object> make, string parameter) =>
        make.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);
}
