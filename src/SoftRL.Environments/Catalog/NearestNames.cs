namespace SoftRL.Environments;

/// <summary>Finds the names a mistyped one may have meant.</summary>
public static class NearestNames
{
    /// <summary>The known names nearest to an unknown one, best first.</summary>
    /// <param name="name">What was given.</param>
    /// <param name="known">The names there are.</param>
    /// <param name="limit">At most so many, positive.</param>
    /// <returns>
    /// Names within an edit distance of a third of the longer name (at least 1), and names that contain
    /// <paramref name="name"/> or are contained in it; upper and lower case are alike. Empty when nothing is near.
    /// Ties are in ordinal order.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IReadOnlyList<string> Suggest(string name, IEnumerable<string> known, int limit = 3)
    {
        Guard.NotNull(name);
        Guard.NotNull(known);
        Guard.Positive(limit);
        return
        [
            .. known
                .Distinct(StringComparer.Ordinal)
                .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
                .Where(pair => pair.Distance <= Math.Max(1, Math.Max(name.Length, pair.Name.Length) / 3)
                    || IsPart(name, pair.Name))
                .OrderBy(pair => pair.Distance)
                .ThenBy(pair => pair.Name, StringComparer.Ordinal)
                .Take(limit)
                .Select(pair => pair.Name),
        ];
    }

    /// <summary>
    /// The Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of
    /// neighbours that turn one text into the other, ignoring case; no part is edited twice.
    /// </summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another.</param>
    /// <returns>The number of edits; 0 when they are alike.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static int Distance(string left, string right)
    {
        Guard.NotNull(left);
        Guard.NotNull(right);
        var costs = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                costs[i, j] = i == 0 || j == 0 ? i + j : Cost(costs, left, right, i, j);
            }
        }

        return costs[left.Length, right.Length];
    }

    private static int Cost(int[,] costs, string left, string right, int i, int j)
    {
        var substitution = Alike(left[i - 1], right[j - 1]) ? 0 : 1;
        var best = Math.Min(
            Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1,
            costs[i - 1, j - 1] + substitution);
        var swapped = i > 1 && j > 1 && Alike(left[i - 1], right[j - 2]) && Alike(left[i - 2], right[j - 1]);
        return swapped ? Math.Min(best, costs[i - 2, j - 2] + 1) : best;
    }

    private static bool Alike(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);

    private static bool IsPart(string name, string candidate) =>
        name.Length > 1 && candidate.Length > 1
        && (candidate.Contains(name, StringComparison.OrdinalIgnoreCase)
            || name.Contains(candidate, StringComparison.OrdinalIgnoreCase));
}
