namespace SoftRL.Tabular;

/// <summary>The map of a <see cref="FrozenLake"/>: rows of S (start), F (ice), H (hole) and G (goal). Immutable.</summary>
public sealed class FrozenLakeMap
{
    private readonly string[] mapRows;

    /// <summary>A map from its rows.</summary>
    /// <param name="rows">Rows of equal length over the letters S, F, H, G; at least one S. Copied.</param>
    /// <exception cref="ArgumentNullException">The list or a row is null.</exception>
    /// <exception cref="ArgumentException">The map is empty or ragged, has another letter, or no start.</exception>
    public FrozenLakeMap(params string[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Length == 0 || string.IsNullOrEmpty(rows[0]))
        {
            throw new ArgumentException("rows must have at least one letter; the map is empty.", nameof(rows));
        }

        foreach (var row in rows)
        {
            ArgumentNullException.ThrowIfNull(row, nameof(rows));
            if (row.Length != rows[0].Length || row.AsSpan().ContainsAnyExcept("SFHG"))
            {
                throw new ArgumentException($"rows must be {rows[0].Length} letters of S, F, H, G each; one is \"{row}\".", nameof(rows));
            }
        }

        mapRows = [.. rows];
        if (!mapRows.Any(row => row.Contains('S', StringComparison.Ordinal)))
        {
            throw new ArgumentException("rows must have a start, S; there is none.", nameof(rows));
        }
    }

    /// <summary>The 4 × 4 map: start 0, goal 15, holes 5, 7, 11, 12.</summary>
    public static FrozenLakeMap Small { get; } = new("SFFF", "FHFH", "FFFH", "HFFG");

    /// <summary>The 8 × 8 map: start 0, goal 63, ten holes.</summary>
    public static FrozenLakeMap Large { get; } = new(
        "SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG");

    /// <summary>Number of rows.</summary>
    public int Rows => mapRows.Length;

    /// <summary>Number of columns.</summary>
    public int Columns => mapRows[0].Length;

    /// <summary>The letter at a place.</summary>
    /// <param name="row">Row from the top, in [0, <see cref="Rows"/>).</param>
    /// <param name="column">Column from the left, in [0, <see cref="Columns"/>).</param>
    /// <returns>S, F, H or G.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The place is off the map.</exception>
    public char this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
            return mapRows[row][column];
        }
    }
}
