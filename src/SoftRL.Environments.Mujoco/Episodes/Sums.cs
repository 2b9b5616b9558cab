namespace SoftRL.Environments.Mujoco;

/// <summary>Small sums of rewards, and spaces.</summary>
internal static class Sums
{
    /// <summary>Sum of the squares of an action's coordinates, as given.</summary>
    public static double Squares(ReadOnlySpan<float> action)
    {
        var sum = 0.0;
        foreach (var coordinate in action)
        {
            sum += (double)coordinate * coordinate;
        }

        return sum;
    }

    /// <summary>Sum of squares of values clipped to ± <paramref name="limit"/>.</summary>
    public static double Squares(ReadOnlySpan<double> values, double limit = double.PositiveInfinity)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            var clipped = Math.Clamp(value, -limit, limit);
            sum += clipped * clipped;
        }

        return sum;
    }

    /// <summary>Whether every value lies strictly between ∓ <paramref name="limit"/>.</summary>
    public static bool Within(ReadOnlySpan<double> values, double limit)
    {
        foreach (var value in values)
        {
            if (!(Math.Abs(value) < limit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A box of actions with one bound for all.</summary>
    public static BoxActions Box(int dimension, float bound)
    {
        var high = new float[dimension];
        var low = new float[dimension];
        Array.Fill(high, bound);
        Array.Fill(low, -bound);
        return new BoxActions(low, high);
    }

    /// <summary>An observation without bounds.</summary>
    public static ObservationSpace Unbounded(int size) => ObservationSpace.Uniform([size]);
}
