namespace SoftRL.Tabular;

/// <summary>Choosing from a list of probabilities with one uniform draw: the first entry whose cumulative probability exceeds it.</summary>
internal static class CategoricalSampling
{
    internal static int Index(ReadOnlySpan<double> probabilities, double draw)
    {
        var (cumulative, last) = (0.0, 0);
        for (var i = 0; i < probabilities.Length; i++)
        {
            cumulative += probabilities[i];
            if (cumulative > draw)
            {
                return i;
            }

            last = probabilities[i] > 0 ? i : last;
        }

        // Rounding left the sum just below the draw: the last entry that can happen.
        return last;
    }

    internal static Outcome Outcome(ReadOnlySpan<Outcome> outcomes, double draw)
    {
        var (cumulative, last) = (0.0, 0);
        for (var i = 0; i < outcomes.Length; i++)
        {
            cumulative += outcomes[i].Probability;
            if (cumulative > draw)
            {
                return outcomes[i];
            }

            last = outcomes[i].Probability > 0 ? i : last;
        }

        return outcomes[last];
    }
}
