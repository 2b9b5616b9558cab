using Xunit.Abstractions;

namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>The real CartPole through the bridge is our own CartPole.</summary>
public sealed class CartPoleTests(ITestOutputHelper output)
{
    private const int Count = 8;

    // Whole episodes of random pushes, which are short: the last bits of 53 in which libraries compute sines differently are not
    // yet seen in float32.
    [Fact]
    public void EpisodesOfTheRealCartPoleAreOurs() => Compare(steps: 1500, singleSteps: false, end: StepEnd.Terminated);

    // Balanced to the limit of steps. A difference grows ten million times in 200 steps, so both go on from the float32
    // observation after each step.
    [Fact]
    public void StepsOfTheRealCartPoleAreOursUpToTheLimitOfSteps() => Compare(steps: 1200, singleSteps: true, end: StepEnd.Truncated);

    [Fact]
    public void TheSpecificationOfTheRealCartPoleIsOurs() => RealGymnasium.Run(output, () =>
    {
        var (real, ours) = (GymnasiumEnvironments.TryFind("gym:CartPole-v1")!, EnvironmentCatalog.Find("CartPole-v1"));
        real.ObservationSpace.Should().Be(ours.ObservationSpace);
        real.ActionSpace.Should().Be(ours.ActionSpace);
        (real.MaxEpisodeSteps, real.RewardThreshold).Should().Be((ours.MaxEpisodeSteps, ours.RewardThreshold));
    });

    [Fact]
    public void EpisodesRepeatWhateverTheNumberOfWorkers() => RealGymnasium.Run(output, () =>
    {
        var first = Play(1);
        Play(3).Should().Equal(first);

        static List<float> Play(int workers)
        {
            using var real = new GymnasiumVectorEnvironment("CartPole-v1", 4, seed: 6, workers: workers);
            var record = new List<float>();
            real.Reset();
            for (var step = 0; step < 120; step++)
            {
                real.Step([0, 1, step & 1, (step / 2) & 1]);
                record.AddRange(real.Observations);
            }

            return record;
        }
    });

    private void Compare(int steps, bool singleSteps, StepEnd end) => RealGymnasium.Run(output, () =>
    {
        var options = new GymnasiumOptions { Arguments = singleSteps ? """{"steps": true}""" : "{}" };
        using var real = new GymnasiumVectorEnvironment(RealGymnasium.Odd("CartPole"), Count, seed: 11, workers: 2, options);
        var ours = Enumerable.Range(0, Count).Select(_ => new CartPole()).ToArray();
        var (random, actions, expected) = (new Xoshiro256(2), new int[Count], new float[4]);
        var (lengths, ended, differing) = (new int[Count], 0, 0);
        real.Reset();
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < Count; i++)
            {
                var shown = real.Observations.Slice(i * 4, 4);
                if (lengths[i] == 0 || singleSteps)
                {
                    GoOn(ours[i], shown, lengths[i]);
                }

                actions[i] = singleSteps ? Balance(shown) : random.NextInt(2);
            }

            real.Step(actions);
            for (var i = 0; i < Count; i++)
            {
                var result = ours[i].Step(actions[i], expected);
                (real.Rewards[i], real.Ends[i]).Should().Be((result.Reward, result.End), $"step {step}, environment {i}");
                var shown = (result.End == StepEnd.None ? real.Observations : real.FinalObservations).Slice(i * 4, 4);
                for (var element = 0; element < 4; element++)
                {
                    shown[element].Should().BeApproximately(expected[element], 1e-6f * Math.Max(1, Math.Abs(expected[element])));
                    differing += shown[element] == expected[element] ? 0 : 1;
                }

                lengths[i] = result.End == StepEnd.None ? lengths[i] + 1 : 0;
                ended += result.End == end ? 1 : 0;
            }
        }

        output.WriteLine($"{steps * Count} steps, {ended} {end}; {differing} of {steps * Count * 4} elements differ at all");
        ended.Should().BeGreaterThan(10);
    });

    private static int Balance(ReadOnlySpan<float> shown) =>
        shown[2] + (0.3f * shown[3]) + (0.02f * shown[0]) + (0.05f * shown[1]) > 0 ? 1 : 0;

    // Puts ours where the real one is, as a snapshot would.
    private static void GoOn(CartPole ours, ReadOnlySpan<float> shown, int steps)
    {
        var snapshot = new MemoryStream();
        using var writer = new BinaryWriter(snapshot);
        foreach (var number in shown)
        {
            writer.Write((double)number);
        }

        writer.Write(steps);
        writer.Write(true);
        snapshot.Position = 0;
        ours.Load(new BinaryReader(snapshot));
    }
}
