using SoftRL.Testing;

namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>Every environment keeps the contract; what it adds to it.</summary>
public sealed class ContractTests
{
    public static TheoryData<string> Ids => Play.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void AnEnvironmentKeepsTheContract(string id)
    {
        var spec = Play.Spec(id);
        EnvironmentContract.Verify(
            spec.CreateContinuous,
            new EnvironmentContractSettings { Episodes = 4, StepsPerEpisode = 80, TimeLimit = spec.MaxEpisodeSteps });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TwoThreadsGiveWhatOneGives(string id)
    {
        using var one = Play.Spec(id).CreateVector(4, seed: 5, threads: 1);
        using var two = Play.Spec(id).CreateVector(4, seed: 5, threads: 2);
        one.Reset();
        two.Reset();
        var box = (BoxActions)one.ActionSpace;
        var random = new Xoshiro256(9);
        var actions = new float[4 * box.Dimension];
        for (var step = 0; step < 60; step++)
        {
            foreach (ref var action in actions.AsSpan())
            {
                action = box.High[0] * (float)random.NextUniform(-1, 1);
            }

            one.Step(actions);
            two.Step(actions);
            one.Observations.SequenceEqual(two.Observations).Should().BeTrue();
            one.Rewards.SequenceEqual(two.Rewards).Should().BeTrue();
            one.Ends.SequenceEqual(two.Ends).Should().BeTrue();
        }
    }

    [Fact]
    public void ABlownUpStateEndsTheEpisodeWithAReport()
    {
        using var environment = Play.Make("HalfCheetah-v5");
        var observation = environment.Observation();
        environment.Reset(3, observation);
        environment.Step(new float[6], observation);
        environment.Simulation.Velocities[4] = 1e11;
        var step = () => environment.Step(new float[6], observation);
        step.Should().Throw<EnvironmentException>().WithMessage("HalfCheetah-v5 failed in step 2 of its episode. MuJoCo warned: *");
        step.Should().Throw<InvalidOperationException>().WithMessage("No episode is running*");
        environment.Reset(3, observation);
        environment.Step(new float[6], observation).End.Should().Be(StepEnd.None);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-2e10f)]
    public void AnActionThatMujocoWouldCallBadIsRefused(float bad)
    {
        using var environment = Play.Make("Swimmer-v4");
        var observation = environment.Observation();
        environment.Reset(3, observation);
        var step = () => environment.Step([0, bad], observation);
        step.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("action");
        environment.Step([0, 1], observation).End.Should().Be(StepEnd.None, "nothing was stepped");
    }

    [Fact]
    public void AnActionBeyondItsBoundsIsClippedButPaidForAsGiven()
    {
        using var clipped = Play.Make("HalfCheetah-v4");
        using var bounded = Play.Make("HalfCheetah-v4");
        var (left, right) = (clipped.Observation(), bounded.Observation());
        clipped.Reset(3, left);
        bounded.Reset(3, right);
        var difference = bounded.Step([1, 1, 1, 1, 1, 1], right).Reward - clipped.Step([3, 1, 1, 1, 1, 1], left).Reward;
        left.Should().Equal(right);
        difference.Should().BeApproximately(0.1f * (9 - 1), 1e-5f);
    }

    [Fact]
    public void ASnapshotOfAnotherTaskIsRefused()
    {
        using var stream = new MemoryStream();
        using var walker = Play.Make("Walker2d-v4");
        walker.Run(3);
        walker.Save(new BinaryWriter(stream));
        stream.Position = 0;
        using var other = Play.Make("Walker2d-v5");
        var load = () => other.Load(new BinaryReader(stream));
        load.Should().Throw<InvalidDataException>().WithMessage("*'Walker2d-v4'*'Walker2d-v5'*");
    }

    [Fact]
    public void ADisposedEnvironmentSaysSo()
    {
        var environment = Play.Make("Reacher-v5");
        var observation = environment.Observation();
        environment.Dispose();
        var reset = () => environment.Reset(1, observation);
        reset.Should().Throw<ObjectDisposedException>();
    }
}
