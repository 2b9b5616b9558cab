using System.Text.Json;

namespace SoftRL.Tabular.Tests;

/// <summary>Every entry of the recorded tables, in order, with its probability to the last bit.</summary>
public class ToyTextTableTests
{
    [Theory]
    [InlineData("FrozenLake-v1-4x4-slippery")]
    [InlineData("FrozenLake-v1-4x4")]
    [InlineData("FrozenLake8x8-v1-slippery")]
    [InlineData("CliffWalking-v1")]
    [InlineData("Taxi-v4")]
    public void MatchesTheRecordedTableEntryByEntry(string name)
    {
        using var recorded = JsonDocument.Parse(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "toytext-tables.jsonl"))
            .Single(line => line.Contains($"\"{name}\"", StringComparison.Ordinal)));
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

    private static FiniteMdp Create(string name) => name switch
    {
        "FrozenLake-v1-4x4-slippery" => FrozenLake.Create(),
        "FrozenLake-v1-4x4" => FrozenLake.Create(slippery: false),
        "FrozenLake8x8-v1-slippery" => FrozenLake.Create(FrozenLakeMap.Large),
        "CliffWalking-v1" => CliffWalking.Create(),
        _ => Taxi.Create(),
    };
}
