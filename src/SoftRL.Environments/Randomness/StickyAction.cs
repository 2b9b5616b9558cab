namespace SoftRL.Environments;

/// <summary>Sticky actions (Machado et al. 2018): with some probability a step repeats the action executed before.</summary>
public static class StickyAction
{
    /// <summary>The action to execute.</summary>
    /// <typeparam name="TDraws">Where the draw comes from.</typeparam>
    /// <param name="requested">The action the agent chose.</param>
    /// <param name="last">The action executed in the step before.</param>
    /// <param name="probability">Probability of repeating <paramref name="last"/>, in [0, 1].</param>
    /// <param name="draws">One uniform draw is taken, whatever the probability.</param>
    /// <returns><paramref name="last"/> when the draw is below <paramref name="probability"/>, else
    /// <paramref name="requested"/>.</returns>
    public static int Execute<TDraws>(int requested, int last, double probability, ref TDraws draws)
        where TDraws : struct, IRandomDraws => draws.NextDouble() < probability ? last : requested;
}
