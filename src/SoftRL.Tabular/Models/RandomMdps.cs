using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>Random MDPs for tests and demonstrations: the same seed and options give the same MDP, everywhere.</summary>
/// <remarks>docs/math/tabular.md, TB-2.</remarks>
public static class RandomMdps
{
    /// <summary>Draws an MDP: uniform successors, normal rewards, probabilities from exponentials (a flat Dirichlet), and a
    /// random distribution of the first state that gives every state some weight.</summary>
    /// <param name="seed">Any value.</param>
    /// <param name="options">Size and shape; the defaults when omitted.</param>
    /// <returns>The MDP.</returns>
    public static FiniteMdp Create(ulong seed, RandomMdpOptions? options = null)
    {
        options ??= new RandomMdpOptions();
        var random = new Xoshiro256(seed);
        var table = new Outcome[options.States][][];
        for (var s = 0; s < options.States; s++)
        {
            table[s] = new Outcome[options.Actions][];
            for (var a = 0; a < options.Actions; a++)
            {
                var probabilities = Distribution(ref random, options.Branching);
                table[s][a] = new Outcome[options.Branching];
                for (var o = 0; o < options.Branching; o++)
                {
                    table[s][a][o] = new Outcome(
                        probabilities[o],
                        random.NextInt(options.States),
                        options.RewardScale * random.NextGaussian(),
                        random.NextDouble() < options.TerminationRate);
                }
            }
        }

        return new FiniteMdp(table, Distribution(ref random, options.States));
    }

    /// <summary>A random policy, every action with some probability: rows from a flat Dirichlet.</summary>
    /// <param name="seed">Any value.</param>
    /// <param name="states">Number of states, at least 1.</param>
    /// <param name="actions">Number of actions, at least 1.</param>
    /// <returns>π, <c>[S, A]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static double[,] Policy(ulong seed, int states, int actions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(actions, 1);
        var random = new Xoshiro256(seed);
        var policy = new double[states, actions];
        for (var s = 0; s < states; s++)
        {
            var row = Distribution(ref random, actions);
            for (var a = 0; a < actions; a++)
            {
                policy[s, a] = row[a];
            }
        }

        return policy;
    }

    private static double[] Distribution(ref Xoshiro256 random, int count)
    {
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            weights[i] = -Math.Log(1 - random.NextDouble()) + double.Epsilon;
        }

        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
