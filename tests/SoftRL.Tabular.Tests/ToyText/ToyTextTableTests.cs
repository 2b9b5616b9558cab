using System.Text.Json;

namespace SoftRL.Tabular.Tests;

/// <summary>Every entry of the recorded tables, in order, with its probability to the last bit.</summary>
public class ToyTextTableTests
{
    /// <summary>A folder with more tables; set by whoever has them.</summary>
    private const string MoreVariable = "SOFTRL_GOLDEN";

    public static TheoryData<string, string> Tables
    {
        get
        {
            var own = Path.Combine(AppContext.BaseDirectory, "Golden");
            string[] folders = Environment.GetEnvironmentVariable(MoreVariable) is { Length: > 0 } more ? [own, more] : [own];
            var tables = new TheoryData<string, string>();
            foreach (var file in folders.SelectMany(folder => Directory.GetFiles(folder, "toytext-*.jsonl", SearchOption.AllDirectories)))
            {
                foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
                {
                    using var table = JsonDocument.Parse(line);
                    tables.Add(file, table.RootElement.GetProperty("env").GetString()!);
                }
            }

            return tables;
        }
    }

    [Fact]
    public void ThereAreTablesOfEveryGame()
        => Tables.Select(row => (string)row[1]).Should().Contain(["FrozenLake-v1-4x4-slippery", "FrozenLake-v1-4x4", "FrozenLake8x8-v1-slippery", "CliffWalking-v1", "Taxi-v4"]);

    [Theory]
    [MemberData(nameof(Tables))]
    public void MatchesTheRecordedTableEntryByEntry(string file, string name)
    {
        using var recorded = JsonDocument.Parse(File.ReadLines(file).Single(line => line.Contains($"\"{name}\"", StringComparison.Ordinal)));
        var model = Create(name);

        var initial = new double[model.StateCount];
        foreach (var entry in recorded.RootElement.GetProperty("initial").EnumerateArray())
        {
            initial[entry[0].GetInt32()] = entry[1].GetDouble();
        }

        model.InitialDistribution.ToArray().Should().Equal(initial);
        var states = recorded.RootElement.GetProperty("P");
        states.GetArrayLength().Should().Be(model.StateCount);
        for (var s = 0; s < model.StateCount; s++)
        {
            states[s].GetArrayLength().Should().Be(model.ActionCount);
            for (var a = 0; a < model.ActionCount; a++)
            {
                var expected = states[s][a].EnumerateArray().Select(entry =>
                    new Outcome(entry[0].GetDouble(), entry[1].GetInt32(), entry[2].GetDouble(), entry[3].GetInt32() == 1));
                model.Outcomes(s, a).ToArray().Should().Equal(expected, "of state {0}, action {1}", s, a);
            }
        }
    }

    private static FiniteMdp Create(string name)
    {
        var slippery = name.Contains("slippery", StringComparison.Ordinal);
        return name.Split('-')[0] switch
        {
            "FrozenLake" when !name.Contains("8x8", StringComparison.Ordinal) => FrozenLake.Create(slippery: slippery),
            "FrozenLake" or "FrozenLake8x8" => FrozenLake.Create(FrozenLakeMap.Large, slippery),
            "CliffWalking" => CliffWalking.Create(slippery),
            "Taxi" => Taxi.Create(),
            var other => throw new NotSupportedException($"There is no model for a table of '{other}'."),
        };
    }
}
