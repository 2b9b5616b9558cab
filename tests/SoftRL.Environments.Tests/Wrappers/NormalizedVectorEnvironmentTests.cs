namespace SoftRL.Environments.Tests;

public sealed class NormalizedVectorEnvironmentTests
{
    private const int Environments = 3;

    /// <summary>Step by step against the definition, over everything seen so far.</summary>
    [Fact]
    public void NormalisesByAllThatWasSeen()
    {
        using var plain = Poles();
        using var normalized = new NormalizedVectorEnvironment(Poles(), new NormalizationOptions { Discount = 0.9 });
        plain.Reset();
        normalized.Reset();
        var (seen, returns, seenReturns) = (new List<float[]>(), new double[Environments], new List<double>());
        var random = new Xoshiro256(3);
        var ends = 0;
        for (var step = 0; step < 100; step++)
        {
            seen.AddRange(plain.Observations.ToArray().Chunk(4));
            Matches(normalized.Observations, plain.Observations, seen);
            int[] actions = [random.NextInt(2), random.NextInt(2), random.NextInt(2)];
            plain.Step(actions);
            normalized.Step(actions);
            var after = seen.Concat(plain.Observations.ToArray().Chunk(4)).ToList();
            for (var i = 0; i < Environments; i++)
            {
                returns[i] = (0.9 * returns[i]) + plain.Rewards[i];
                seenReturns.Add(returns[i]);
            }

            var deviation = Math.Sqrt(Variance(seenReturns) + 1e-8);
            for (var i = 0; i < Environments; i++)
            {
                normalized.Rewards[i].Should().BeApproximately((float)Math.Min(10, plain.Rewards[i] / deviation), 1e-4f);
                normalized.Ends[i].Should().Be(plain.Ends[i]);
                if (plain.Ends[i] != StepEnd.None)
                {
                    ends++;
                    returns[i] = 0;
                    Matches(normalized.FinalObservations.Slice(4 * i, 4), plain.FinalObservations.Slice(4 * i, 4), after);
                    normalized.EpisodeReturns[i].Should().Be(plain.EpisodeReturns[i], "scores stay true");
                    normalized.EpisodeLengths[i].Should().Be(plain.EpisodeLengths[i]);
                }
            }
        }

        ends.Should().BeGreaterThan(3);
        normalized.ObservationSpace.Should().Be(ObservationSpace.Uniform([4], -10, 10));
        normalized.ActionSpace.Should().Be(plain.ActionSpace);
        normalized.Count.Should().Be(Environments);
        normalized.ExactSnapshots.Should().BeTrue();
        normalized.Renderer(0).Should().NotBeNull();
    }

    [Fact]
    public void ClipsWhatIsFarOut()
    {
        using var normalized = new NormalizedVectorEnvironment(
            Poles(), new NormalizationOptions { ObservationClip = 0.5, RewardClip = 0.25 });
        normalized.Reset();
        Play(normalized, 50);
        normalized.Observations.ToArray().Should().OnlyContain(value => Math.Abs(value) <= 0.5).And.Contain(value => Math.Abs(value) == 0.5);
        normalized.Rewards.ToArray().Should().OnlyContain(reward => reward == 0.25f);
    }

    [Fact]
    public void AResumedRunGoesOnBitForBitOnAnyNumberOfThreads()
    {
        using var run = new NormalizedVectorEnvironment(Poles(threads: 2));
        using var copy = new NormalizedVectorEnvironment(Poles());
        run.Reset();
        Play(run, 30);
        copy.Reset();
        Play(copy, 7);
        Snapshots.Read(Snapshots.Write(run.Save), copy.Load);
        copy.Observations.ToArray().Should().Equal(run.Observations.ToArray());
        Play(run, 40);
        Play(copy, 40);
        copy.Observations.ToArray().Should().Equal(run.Observations.ToArray());
        copy.Rewards.ToArray().Should().Equal(run.Rewards.ToArray());
        Snapshots.Write(copy.Save).Should().Equal(Snapshots.Write(run.Save));
    }

    [Fact]
    public void EvaluationSharesFrozenStatistics()
    {
        using var training = new NormalizedVectorEnvironment(Poles());
        training.Reset();
        Play(training, 60);
        var before = Snapshots.Write(training.Statistics.Save);
        using var evaluation = new NormalizedVectorEnvironment(Poles(), new NormalizationOptions { Frozen = true }, training.Statistics);
        evaluation.Reset();
        Play(evaluation, 60);
        var snapshot = Snapshots.Write(evaluation.Save);
        Play(evaluation, 3);
        Snapshots.Read(snapshot, evaluation.Load);
        Snapshots.Write(training.Statistics.Save).Should().Equal(before);

        var loaded = new NormalizationStatistics(4);
        Snapshots.Read(before, loaded.Load);
        using var again = new NormalizedVectorEnvironment(Poles(), new NormalizationOptions { Frozen = true }, loaded);
        again.Reset();
        Play(again, 60);
        again.Observations.ToArray().Should().Equal(evaluation.Observations.ToArray());
        again.Rewards.ToArray().Should().Equal(evaluation.Rewards.ToArray());
    }

    [Fact]
    public void FrozenStatisticsOfNothingChangeNothing()
    {
        using var plain = Poles();
        using var frozen = new NormalizedVectorEnvironment(Poles(), new NormalizationOptions { Frozen = true });
        plain.Reset();
        frozen.Reset();
        Play(plain, 5);
        Play(frozen, 5);
        for (var i = 0; i < plain.Observations.Length; i++)
        {
            frozen.Observations[i].Should().BeApproximately(plain.Observations[i], 1e-6f);
        }
    }

    [Fact]
    public void EitherPartCanBeLeftOut()
    {
        using var plain = Poles();
        using var rewards = new NormalizedVectorEnvironment(Poles(), new NormalizationOptions { Observations = false });
        using var observations = new NormalizedVectorEnvironment(Poles(), new NormalizationOptions { Rewards = false });
        foreach (var vector in new IVectorEnvironment[] { plain, rewards, observations })
        {
            vector.Reset();
            Play(vector, 40);
        }

        rewards.Observations.ToArray().Should().Equal(plain.Observations.ToArray());
        rewards.FinalObservations.ToArray().Should().Equal(plain.FinalObservations.ToArray());
        rewards.ObservationSpace.Should().Be(plain.ObservationSpace);
        rewards.Rewards.ToArray().Should().NotEqual(plain.Rewards.ToArray());
        observations.Rewards.ToArray().Should().Equal(plain.Rewards.ToArray());
        observations.Statistics.Returns.Count.Should().Be(0);
        rewards.Statistics.Observations.Count.Should().Be(0);
    }

    [Fact]
    public void TakesRealValuedActionsToo()
    {
        using var normalized = new NormalizedVectorEnvironment(new VectorEnvironment(() => new Pusher(), 2, seed: 1));
        normalized.Reset();
        normalized.Step([0.5f, 0.25f, -0.5f, 0]);
        normalized.Statistics.Observations.Count.Should().Be(4);
        normalized.Invoking(it => it.Step([0, 0])).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using var normalized = new NormalizedVectorEnvironment(Poles());
        normalized.Reset();
        var actions = new int[Environments];
        Allocations.Least(() =>
        {
            for (var step = 0; step < 100; step++)
            {
                normalized.Step(actions);
            }
        }).Should().Be(0);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        var images = () => new NormalizedVectorEnvironment(new VectorEnvironment(() => new AtariEnvironment(new Meteors()), 1, seed: 1));
        images.Should().Throw<ArgumentException>().WithParameterName("inner").WithMessage("*255*");
        var other = () => new NormalizedVectorEnvironment(Poles(), statistics: new NormalizationStatistics(5));
        other.Should().Throw<ArgumentException>().WithParameterName("statistics");
        var statistics = new NormalizationStatistics(4);
        statistics.Invoking(it => Snapshots.Read(new byte[64], it.Load)).Should().Throw<InvalidDataException>();
        Refused(() => new NormalizationOptions { Discount = 1.1 }, "Discount");
        Refused(() => new NormalizationOptions { Epsilon = 0 }, "Epsilon");
        Refused(() => new NormalizationOptions { ObservationClip = double.NaN }, "ObservationClip");
        Refused(() => new NormalizationOptions { RewardClip = -1 }, "RewardClip");
        Refused(() => new NormalizedVectorEnvironment(null!), "inner");
    }

    private static VectorEnvironment Poles(int threads = 1) => new(() => new CartPole(), Environments, seed: 4, threads);

    private static void Play(IVectorEnvironment vector, int steps)
    {
        var actions = new int[vector.Count];
        Array.Fill(actions, 1);
        for (var step = 0; step < steps; step++)
        {
            vector.Step(actions);
        }
    }

    private static void Matches(ReadOnlySpan<float> normalized, ReadOnlySpan<float> plain, List<float[]> seen)
    {
        for (var i = 0; i < normalized.Length; i++)
        {
            var column = seen.Select(row => (double)row[i % 4]).ToArray();
            var expected = (plain[i] - column.Average()) / Math.Sqrt(Variance(column) + 1e-8);
            normalized[i].Should().BeApproximately((float)Math.Clamp(expected, -10, 10), 1e-4f);
        }
    }

    private static double Variance(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    private static void Refused(Func<object> make, string parameter) =>
        make.Should().Throw<ArgumentException>().WithParameterName(parameter);
}
