using SoftRL.Environments;

namespace SoftRL.Tabular.Tests;

public class BanditEnvironmentTests
{
    [Fact]
    public void EveryEpisodeIsOnePull()
    {
        var environment = new BanditEnvironment(Bandit.Deterministic(1, -2));
        var observation = new float[1];
        environment.Reset(1, observation);
        observation[0].Should().Be(1);
        environment.Step(1, observation).Should().Be(new StepResult(-2, StepEnd.Terminated));
        ((Action)(() => environment.Step(1, observation))).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void RewardsHaveTheMeanAndSpreadOfTheirArm()
    {
        // 100,000 pulls, z = 6: false alarm 2e-9 on each of two numbers.
        var environment = new BanditEnvironment(new Bandit([new BanditArm(0), new BanditArm(3, 2)]));
        var observation = new float[1];
        const int pulls = 100_000;
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < pulls; i++)
        {
            environment.Reset((ulong)i, observation);
            double reward = environment.Step(1, observation).Reward;
            sum += reward;
            squares += reward * reward;
        }

        (sum / pulls).Should().BeApproximately(3, 6 * 2 / Math.Sqrt(pulls));
        ((squares / pulls) - (sum / pulls * (sum / pulls))).Should().BeApproximately(4, 6 * 4 * Math.Sqrt(2.0 / pulls));
    }

    [Fact]
    public void ASnapshotContinuesBitForBit()
    {
        var bandit = new Bandit([new BanditArm(3, 2)]);
        var environment = new BanditEnvironment(bandit);
        var observation = new float[1];
        environment.Reset(5, observation);
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        environment.Save(writer);
        var expected = environment.Step(0, observation);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        var twin = new BanditEnvironment(bandit);
        twin.Load(reader);
        twin.Step(0, observation).Should().Be(expected);

        memory.Position = 0;
        var other = new BanditEnvironment(Bandit.Deterministic(1, 2));
        ((Action)(() => other.Load(reader))).Should().Throw<InvalidDataException>().WithMessage("*1 arms*");
    }

    [Fact]
    public void RefusesBadArguments()
    {
        var environment = new BanditEnvironment(Bandit.Deterministic(1));
        ((Action)(() => environment.Step(0, new float[1]))).Should().Throw<InvalidOperationException>();
        environment.Reset(1, new float[1]);
        ((Action)(() => environment.Step(1, new float[1]))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("action");
        ((Action)(() => environment.Step(0, new float[2]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("observation");
    }
}
