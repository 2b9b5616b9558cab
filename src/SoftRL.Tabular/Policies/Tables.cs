using System.Globalization;
using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>Checks and loops over <c>[S, A]</c> tables.</summary>
internal static class Tables
{
    internal static double[,] Fill(int rows, int columns, Func<int, int, double> value)
    {
        var table = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                table[row, column] = value(row, column);
            }
        }

        return table;
    }

    internal static double[] Fill(int count, Func<int, double> value)
    {
        var vector = new double[count];
        for (var i = 0; i < count; i++)
        {
            vector[i] = value(i);
        }

        return vector;
    }

    internal static double Distance(double[,] left, double[,] right)
    {
        var largest = 0.0;
        for (var s = 0; s < left.GetLength(0); s++)
        {
            for (var a = 0; a < left.GetLength(1); a++)
            {
                // Equal infinities (masked entries) are no distance apart.
                var gap = left[s, a].Equals(right[s, a]) ? 0 : Math.Abs(left[s, a] - right[s, a]);
                largest = gap > largest || double.IsNaN(gap) ? gap : largest;
            }
        }

        return largest;
    }

    internal static void CheckTable(double[,] table, FiniteMdp mdp, string name)
    {
        MdpTables.CheckSize(table, mdp.StateCount, mdp.ActionCount, name);
        foreach (var value in table)
        {
            Require.Finite(value, name);
        }
    }

    internal static void CheckStates(double[] values, FiniteMdp mdp, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Length != mdp.StateCount)
        {
            throw new ArgumentException($"{name} must have {mdp.StateCount} entries, one per state; it has {values.Length}.", name);
        }

        foreach (var value in values)
        {
            Require.Finite(value, name);
        }
    }

    internal static void CheckPolicy(double[,] policy, FiniteMdp mdp, string name)
    {
        MdpTables.CheckSize(policy, mdp.StateCount, mdp.ActionCount, name);
        CheckPolicy(policy, name);
    }

    internal static void CheckPolicy(double[,] probabilities, string name = "probabilities")
    {
        ArgumentNullException.ThrowIfNull(probabilities, name);
        var row = new double[probabilities.GetLength(1)];
        for (var s = 0; s < probabilities.GetLength(0); s++)
        {
            for (var a = 0; a < row.Length; a++)
            {
                row[a] = probabilities[s, a];
            }

            MdpTables.CheckDistribution(row, row.Length, name);
        }
    }

    internal static void CheckLogPrior(double[,]? logPrior, int rows, int columns)
    {
        if (logPrior is null)
        {
            return;
        }

        MdpTables.CheckSize(logPrior, rows, columns, nameof(logPrior));
        for (var s = 0; s < rows; s++)
        {
            var sum = 0.0;
            for (var a = 0; a < columns; a++)
            {
                sum += Math.Exp(logPrior[s, a]);
            }

            if (!(Math.Abs(sum - 1) <= FiniteMdp.ProbabilityTolerance))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"logPrior must hold log-probabilities; those of state {s} sum to {sum:R}, not 1."), nameof(logPrior));
            }
        }
    }
}
