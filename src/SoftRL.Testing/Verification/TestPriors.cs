using SoftRL.Tabular;

namespace SoftRL.Testing;

/// <summary>The three kinds of reference policy of the proof.</summary>
internal static class TestPriors
{
    internal static readonly string[] Kinds = ["uniform", "non-uniform", "masked"];

    internal static double[,] Table(string kind, int states, int actions)
    {
        if (kind == "uniform")
        {
            return ReferenceTables.Uniform(states, actions);
        }

        var policy = RandomMdps.Policy(404, states, actions);
        for (var s = 0; s < states && kind == "masked"; s++)
        {
            var share = 1 - policy[s, s % actions];
            for (var a = 0; a < actions; a++)
            {
                policy[s, a] = a == s % actions ? 0 : policy[s, a] / share;
            }
        }

        return ReferenceTables.FromProbabilities(policy);
    }
}
