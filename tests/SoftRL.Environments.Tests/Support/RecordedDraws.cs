namespace SoftRL.Environments.Tests;

/// <summary>
/// Feeds recorded draws in their order, and refuses to give more; recorded integers start at <c>lowest</c>.
/// </summary>
internal struct RecordedDraws(double[] draws, int lowest = 0) : IRandomDraws
{
    private int next;

    public readonly int Left => draws.Length - next;

    public double NextDouble() => draws[next++];

    public int NextInt(int bound)
    {
        var draw = (int)draws[next++] - lowest;
        draw.Should().BeInRange(0, bound - 1);
        return draw;
    }
}
