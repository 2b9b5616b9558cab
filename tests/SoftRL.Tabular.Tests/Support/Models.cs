namespace SoftRL.Tabular.Tests;

/// <summary>Small models that the tests share.</summary>
internal static class Models
{
    internal const double Close = 1e-10;

    internal static FiniteMdp Random(ulong seed, int states = 4, int actions = 3, double termination = 0.2) =>
        RandomMdps.Create(seed, new RandomMdpOptions { States = states, Actions = actions, TerminationRate = termination });

    /// <summary>Two states, two actions. State 0: action 0 stays and pays 1, action 1 moves to 1 and pays 0. State 1: both
    /// actions end the episode, paying 2 and 4.</summary>
    internal static FiniteMdp TwoStates() => new(
        [
            [[new Outcome(1, 0, 1)], [new Outcome(1, 1, 0)]],
            [[new Outcome(1, 1, 2, true)], [new Outcome(1, 1, 4, true)]],
        ],
        [1, 0]);

    internal static double[,] Prior(string kind, int states, int actions) => kind switch
    {
        "uniform" => ReferenceTables.Uniform(states, actions),
        "random" => ReferenceTables.FromProbabilities(RandomMdps.Policy(91, states, actions)),
        "masked" => Masked(states, actions),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown prior"),
    };

    internal static double[,] Masked(int states, int actions)
    {
        var allowed = new bool[states, actions];
        for (var s = 0; s < states; s++)
        {
            for (var a = 0; a < actions; a++)
            {
                allowed[s, a] = a != s % actions;
            }
        }

        return ReferenceTables.FromMask(allowed);
    }

    internal static double[,] RandomTable(ulong seed, int rows, int columns, double scale = 1)
    {
        var random = new SoftRL.Environments.Xoshiro256(seed);
        var table = new double[rows, columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                table[r, c] = scale * random.NextGaussian();
            }
        }

        return table;
    }

    internal static double Distance(double[,] left, double[,] right)
    {
        left.GetLength(0).Should().Be(right.GetLength(0));
        left.GetLength(1).Should().Be(right.GetLength(1));
        return left.Cast<double>().Zip(right.Cast<double>(), (x, y) => x.Equals(y) ? 0 : Math.Abs(x - y)).Max();
    }

    internal static double Distance(double[] left, double[] right)
    {
        left.Should().HaveSameCount(right);
        return left.Zip(right, (x, y) => Math.Abs(x - y)).Max();
    }

    /// <summary>Central differences of a scalar function of a table.</summary>
    internal static double[,] Differences(double[,] at, Func<double[,], double> function, double step = 1e-5)
    {
        var result = new double[at.GetLength(0), at.GetLength(1)];
        for (var s = 0; s < result.GetLength(0); s++)
        {
            for (var a = 0; a < result.GetLength(1); a++)
            {
                var moved = (double[,])at.Clone();
                moved[s, a] = at[s, a] + step;
                var up = function(moved);
                moved[s, a] = at[s, a] - step;
                result[s, a] = (up - function(moved)) / (2 * step);
            }
        }

        return result;
    }
}
