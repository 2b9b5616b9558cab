using System.Globalization;

namespace SoftRL.Tabular;

/// <summary>Checks and conversions of the raw tables behind a <see cref="FiniteMdp"/>.</summary>
internal static class MdpTables
{
    internal static Outcome[] Flatten(IReadOnlyList<IReadOnlyList<IReadOnlyList<Outcome>>> outcomes, int actions, int[] starts)
    {
        var flat = new List<Outcome>();
        for (var s = 0; s < outcomes.Count; s++)
        {
            var row = outcomes[s] ?? throw new ArgumentNullException(nameof(outcomes), $"outcomes[{s}] is null.");
            if (row.Count != actions)
            {
                throw new ArgumentException($"outcomes[{s}] must have {actions} actions like state 0; it has {row.Count}.", nameof(outcomes));
            }

            for (var a = 0; a < actions; a++)
            {
                var entry = row[a] ?? throw new ArgumentNullException(nameof(outcomes), $"outcomes[{s}][{a}] is null.");
                CheckOutcomes(entry, outcomes.Count, $"outcomes[{s}][{a}]", nameof(outcomes));
                flat.AddRange(entry);
                starts[(s * actions) + a + 1] = flat.Count;
            }
        }

        return [.. flat];
    }

    internal static FiniteMdp FromDense(double[,,] transitions, Func<int, int, int, double> reward, double[] initial, bool[]? terminalStates)
    {
        var (states, actions) = (transitions.GetLength(0), transitions.GetLength(1));
        if (transitions.GetLength(2) != states)
        {
            throw new ArgumentException($"transitions must be [S, A, S]; it is [{states}, {actions}, {transitions.GetLength(2)}].", nameof(transitions));
        }

        if (terminalStates is not null && terminalStates.Length != states)
        {
            throw new ArgumentException($"terminalStates must have {states} entries; it has {terminalStates.Length}.", nameof(terminalStates));
        }

        var table = new Outcome[states][][];
        for (var s = 0; s < states; s++)
        {
            table[s] = new Outcome[actions][];
            for (var a = 0; a < actions; a++)
            {
                var entry = new List<Outcome>();
                for (var next = 0; next < states; next++)
                {
                    if (transitions[s, a, next] != 0)
                    {
                        entry.Add(new Outcome(transitions[s, a, next], next, reward(s, a, next), terminalStates?[next] ?? false));
                    }
                }

                table[s][a] = [.. entry];
            }
        }

        return new FiniteMdp(table, initial);
    }

    internal static void CheckDistribution(IReadOnlyList<double> probabilities, int count, string name)
    {
        if (probabilities.Count != count)
        {
            throw new ArgumentException($"{name} must have {count} entries; it has {probabilities.Count}.", name);
        }

        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            sum += CheckedProbability(probability, name, name);
        }

        CheckSum(sum, name, name);
    }

    internal static void CheckSize(double[,] table, int rows, int columns, string name)
    {
        ArgumentNullException.ThrowIfNull(table, name);
        if (table.GetLength(0) != rows || table.GetLength(1) != columns)
        {
            throw new ArgumentException($"{name} must be [{rows}, {columns}]; it is [{table.GetLength(0)}, {table.GetLength(1)}].", name);
        }
    }

    private static void CheckOutcomes(IReadOnlyList<Outcome> entry, int states, string where, string parameter)
    {
        var sum = 0.0;
        foreach (var outcome in entry)
        {
            sum += CheckedProbability(outcome.Probability, where, parameter);
            if (outcome.NextState < 0 || outcome.NextState >= states)
            {
                throw new ArgumentException($"{where} leads to state {outcome.NextState}; states are 0 to {states - 1}.", parameter);
            }

            if (!double.IsFinite(outcome.Reward))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{where} has the reward {outcome.Reward}; it must be finite."), parameter);
            }
        }

        CheckSum(sum, where, parameter);
    }

    private static double CheckedProbability(double probability, string where, string parameter) =>
        probability >= 0 && double.IsFinite(probability)
            ? probability
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{where} has the probability {probability}; it must be finite and not negative."), parameter);

    private static void CheckSum(double sum, string where, string parameter)
    {
        if (Math.Abs(sum - 1) > FiniteMdp.ProbabilityTolerance)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{where} has probabilities that sum to {sum:R}; they must sum to 1."), parameter);
        }
    }
}
