using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>What an episode gave: row 0 is the reset, row t the t-th step.</summary>
internal sealed class ContractTrace
{
    private readonly List<(float[] Observation, StepResult Result)> rows = [];

    public int Steps => rows.Count - 1;

    public StepEnd End => rows[^1].Result.End;

    public float[] Observation(int row) => rows[row].Observation;

    public StepResult Result(int row) => rows[row].Result;

    public void Add(ReadOnlySpan<float> observation, StepResult result) => rows.Add((observation.ToArray(), result));

    /// <summary>Where two traces first differ in any bit; null when they agree.</summary>
    public string? FirstDifference(ContractTrace other)
    {
        for (var row = 0; row < Math.Min(rows.Count, other.rows.Count); row++)
        {
            var (mine, theirs) = (rows[row], other.rows[row]);
            for (var i = 0; i < mine.Observation.Length; i++)
            {
                if (!SameBits(mine.Observation[i], theirs.Observation[i]))
                {
                    return $"{Name(row)}, observation element {i}: {mine.Observation[i]:R} and {theirs.Observation[i]:R}";
                }
            }

            if (!SameBits(mine.Result.Reward, theirs.Result.Reward) || mine.Result.End != theirs.Result.End)
            {
                return $"{Name(row)}: {mine.Result} and {theirs.Result}";
            }
        }

        return rows.Count == other.rows.Count ? null : $"{Steps} and {other.Steps} steps";
    }

    /// <summary>The last rows, from <paramref name="row"/> on.</summary>
    public ContractTrace From(int row)
    {
        var tail = new ContractTrace();
        tail.rows.AddRange(rows.Skip(row));
        return tail;
    }

    private static string Name(int row) => row == 0 ? "first row" : $"row {row}";

    private static bool SameBits(float left, float right) =>
        BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right);
}
