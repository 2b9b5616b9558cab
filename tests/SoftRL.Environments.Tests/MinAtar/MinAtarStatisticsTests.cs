namespace SoftRL.Environments.Tests;

/// <summary>
/// Uniformly random play with all six actions comes to the returns and lengths measured on the published games (1.0.15):
/// 20,000 episodes of each, 600 of Freeway. A mean may differ by five standard errors of the difference; by the normal
/// approximation each of the 18 comparisons fails a sound game with probability 5.7e-7.
/// </summary>
public sealed class MinAtarStatisticsTests
{
    private const int Episodes = 10_000;

    [Theory]
    [InlineData(true, 0.5064, 0.8734, 70.3724, 44.6297)]
    [InlineData(false, 0.4932, 0.8616, 70.8525, 46.6809)]
    public void OfAsterix(bool ramping, double gain, double gainSpread, double length, double lengthSpread) =>
        Compare(new Asterix(Options(ramping)), 20_000, Episodes, (gain, gainSpread), (length, lengthSpread));

    [Fact]
    public void OfBreakout() =>
        Compare(new Breakout(), 20_000, Episodes, (0.4982, 0.7293), (11.0840, 7.6024));

    [Fact]
    public void OfFreeway() =>
        Compare(new Freeway(), 600, 2_000, (0.1767, 0.4387), (2501, 0));

    [Theory]
    [InlineData(true, 0.0996, 0.3780, 30.6832, 36.9108)]
    [InlineData(false, 0.0951, 0.3690, 30.2217, 35.8345)]
    public void OfSeaquest(bool ramping, double gain, double gainSpread, double length, double lengthSpread) =>
        Compare(new Seaquest(Options(ramping)), 20_000, Episodes, (gain, gainSpread), (length, lengthSpread));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OfSpaceInvaders(bool ramping) =>
        Compare(new SpaceInvaders(Options(ramping)), 20_000, Episodes, (2.8716, 2.3273), (51.5633, 38.8532));

    private static void Compare(
        IEnvironment<int> environment, int published, int episodes, (double Mean, double Spread) gain, (double Mean, double Spread) length)
    {
        var (gains, lengths) = (new double[episodes], new double[episodes]);
        var observation = new float[environment.ObservationSpace.Size];
        var random = new Xoshiro256(11);
        for (var episode = 0; episode < episodes; episode++)
        {
            environment.Reset((ulong)episode, observation);
            for (var end = StepEnd.None; end == StepEnd.None;)
            {
                (var reward, end) = environment.Step(random.NextInt(6), observation);
                gains[episode] += reward;
                lengths[episode]++;
            }
        }

        Compare(gains, gain, published);
        Compare(lengths, length, published);
    }

    private static void Compare(double[] ours, (double Mean, double Spread) published, int episodes)
    {
        var mean = ours.Average();
        var variance = ours.Sum(value => (value - mean) * (value - mean)) / (ours.Length - 1);
        var error = Math.Sqrt((variance / ours.Length) + (published.Spread * published.Spread / episodes));
        mean.Should().BeApproximately(published.Mean, (5 * error) + 0.0001, "the figures have four decimals");
    }

    private static MinAtarOptions Options(bool ramping) => new() { DifficultyRamping = ramping };
}
