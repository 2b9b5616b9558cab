using Xunit.Abstractions;

namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>The Arcade Learning Environment itself, with Tetris, the one game that its sources bring along.</summary>
public sealed class AleTests(ITestOutputHelper output)
{
    [Fact]
    public void FramesDoNotDependOnHowTheyAreAskedFor() => Run(() =>
    {
        using var together = new AleFrameSource("Tetris");
        using var single = new AleFrameSource("Tetris");
        (together.Width, together.Height, together.Channels).Should().Be((160, 210, 3));
        together.ActionNumbers.ToArray().Should().Equal(0, 1, 3, 4, 5);
        var random = new Xoshiro256(8);
        var (left, right) = (new byte[210 * 160 * 3], new byte[210 * 160 * 3]);
        together.Reset(1);
        single.Reset(2);
        var (over, frames, reward) = (false, 0, 0.0);
        while (!over)
        {
            var (action, count) = (random.NextInt(5), 1 + random.NextInt(6));
            var result = together.Act(action, count);
            var (expected, played) = (0.0, 0);
            while (!over && played < count)
            {
                var one = single.Act(action, 1);
                (over, expected, played) = (one.GameOver, expected + one.Reward, played + 1);
            }

            result.Should().Be(new FrameResult((float)expected, played, over));
            together.Lives.Should().Be(single.Lives);
            for (var age = 0; age < 2; age++)
            {
                together.CopyFrame(age, left);
                single.CopyFrame(age, right);
                left.AsSpan().SequenceEqual(right).Should().BeTrue($"picture {age} after {frames} frames");
            }

            (frames, reward) = (frames + played, reward + expected);
        }

        output.WriteLine($"{frames} frames, score {reward}");
        frames.Should().BeGreaterThan(1000);
    });

    [Theory]
    [InlineData("Atari/Tetris-v5", 1)]
    [InlineData("Atari/TetrisNoFrameskip-v4", 3)]
    public void GamesRepeatAndResumeExactly(string id, int threads) => Run(() =>
    {
        var spec = AtariEnvironments.TryFind(id)!;
        spec.ActionSpace.Should().Be(new DiscreteActions(5));
        using var first = spec.CreateVector(2, seed: 12, threads: threads);
        using var second = spec.CreateVector(2, seed: 12);
        using var third = spec.CreateVector(2, seed: 99);
        first.Reset();
        second.Reset();
        var random = new Xoshiro256(4);
        var ends = 0;
        for (var step = 0; step < 720; step++)
        {
            int[] actions = [random.NextInt(5), random.NextInt(5)];
            first.Step(actions);
            second.Step(actions);
            ends += first.Ends.ToArray().Count(end => end != StepEnd.None);
            if (step == 600)
            {
                var snapshot = new MemoryStream();
                first.Save(new BinaryWriter(snapshot));
                snapshot.Position = 0;
                third.Load(new BinaryReader(snapshot));
            }
            else if (step > 600)
            {
                third.Step(actions);
                third.Observations.SequenceEqual(first.Observations).Should().BeTrue($"step {step}");
                third.Rewards.SequenceEqual(first.Rewards).Should().BeTrue();
            }

            second.Observations.SequenceEqual(first.Observations).Should().BeTrue($"step {step}");
        }

        output.WriteLine($"{id}: {ends} games ended");
        ends.Should().BePositive();
    });

    [Fact]
    public void GymnasiumPlaysItsOwnVersionThroughTheBridgeOrSaysWhatToUpgrade() => Run(() => RealGymnasium.Run(output, () =>
    {
        try
        {
            var spec = GymnasiumEnvironments.TryFind("gym:ALE/Tetris-v5")!;
            spec.ObservationSpace.Should().Be(ObservationSpace.Uniform([3, 210, 160], 0, 255, ElementType.UInt8));
            using var games = spec.CreateVector(2, seed: 1, threads: 2);
            games.Reset();
            games.Step([1, 2]);
            games.Observations.ToArray().Distinct().Count().Should().BeGreaterThan(2);
        }
        catch (EnvironmentUnavailableException old)
        {
            output.WriteLine($"NOT PLAYED: {old.Message}");
            old.Message.Should().Contain("-m pip install --upgrade \"gymnasium[atari]\"");
        }
    }));

    [Fact]
    public void AnUnknownGameIsReportedWithTheNearest() => Run(() =>
        FluentActions.Invoking(() => AtariEnvironments.TryFind("Atari/SpaceInvader-v5"))
            .Should().Throw<UnknownEnvironmentException>().WithMessage("*'Atari/SpaceInvader-v5'*Atari/SpaceInvaders-v5*"));

    [Theory]
    [InlineData("Atari/PongNoFrameskip-v4", "*ROM of 'Pong' is not there*-m pip install --force-reinstall \"ale-py>=0.9\"")]
    [InlineData("gym:ALE/Pong-v5", "*-m pip install --*")]
    public void AGamePlaysOrItsMissingRomIsNamedWithTheCommandThatMendsIt(string id, string message) => Run(() => RealGymnasium.Run(output, () =>
    {
        try
        {
            using var game = (AtariEnvironments.TryFind(id) ?? GymnasiumEnvironments.TryFind(id))!.CreateVector(1, 1);
            game.Reset();
            game.Step([0]);
            output.WriteLine($"{id} played");
        }
        catch (EnvironmentUnavailableException missing)
        {
            missing.Message.Should().Match(message);
            output.WriteLine(missing.Message);
        }
    }));

    // Where there is no ale_py, that this is reported with the command that mends it.
    private void Run(Action test)
    {
        try
        {
            using var source = new AleFrameSource("Tetris");
        }
        catch (EnvironmentUnavailableException missing)
        {
            output.WriteLine($"NOT RUN, there is no ale_py here: {missing.Message}");
            missing.Message.Should().Contain("pip install");
            return;
        }

        test();
    }
}
