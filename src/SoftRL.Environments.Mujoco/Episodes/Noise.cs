namespace SoftRL.Environments.Mujoco;

/// <summary>Noise of starts.</summary>
internal static class Noise
{
    /// <summary>Adds a draw of U(−scale, scale) to each value, in order.</summary>
    public static void AddUniform(ref Xoshiro256 random, Span<double> values, double scale)
    {
        foreach (ref var value in values)
        {
            value += random.NextUniform(-scale, scale);
        }
    }

    /// <summary>Adds scale times a draw of N(0, 1) to each value, in order.</summary>
    public static void AddNormal(ref Xoshiro256 random, Span<double> values, double scale)
    {
        foreach (ref var value in values)
        {
            value += scale * random.NextGaussian();
        }
    }
}
