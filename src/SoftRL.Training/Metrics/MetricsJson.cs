using System.Text.Json;

namespace SoftRL.Training;

/// <summary>JSON objects of metrics and evaluations.</summary>
internal static class MetricsJson
{
    internal static void Write(Utf8JsonWriter json, MetricsRow row)
    {
        json.WriteStartObject();
        json.WriteNumber(MetricsRow.StepKey, row.Step);
        Number(json, MetricsRow.SecondsKey, row.Seconds);
        Number(json, MetricsRow.EpisodeReturnKey, row.EpisodeReturn);
        Number(json, MetricsRow.EpisodeLengthKey, row.EpisodeLength);
        Number(json, MetricsRow.StepsPerSecondKey, row.StepsPerSecond);
        foreach (var (name, value) in row.Values)
        {
            Number(json, name, value);
        }

        Number(json, MetricsRow.EntropyKey, row.Entropy);
        Number(json, MetricsRow.KlKey, row.Kl);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, EvaluationRow row)
    {
        json.WriteStartObject();
        json.WriteNumber(MetricsRow.StepKey, row.Step);
        Number(json, MetricsRow.SecondsKey, row.Seconds);
        json.WriteNumber(EvaluationRow.EpisodesKey, row.Episodes);
        Number(json, EvaluationRow.MeanReturnKey, row.MeanReturn);
        Number(json, EvaluationRow.StdReturnKey, row.StdReturn);
        Number(json, EvaluationRow.MinReturnKey, row.MinReturn);
        Number(json, EvaluationRow.MaxReturnKey, row.MaxReturn);
        Number(json, EvaluationRow.MeanLengthKey, row.MeanLength);
        json.WriteNumber(EvaluationRow.SeedKey, row.Seed);
        json.WriteEndObject();
    }

    internal static MetricsRow ReadMetrics(JsonElement line)
    {
        string[] known =
        [
            MetricsRow.StepKey, MetricsRow.SecondsKey, MetricsRow.EpisodeReturnKey, MetricsRow.EpisodeLengthKey,
            MetricsRow.StepsPerSecondKey, MetricsRow.EntropyKey, MetricsRow.KlKey,
        ];
        return new MetricsRow
        {
            Step = line.GetProperty(MetricsRow.StepKey).GetInt64(),
            Seconds = Number(line, MetricsRow.SecondsKey) ?? double.NaN,
            EpisodeReturn = Number(line, MetricsRow.EpisodeReturnKey),
            EpisodeLength = Number(line, MetricsRow.EpisodeLengthKey),
            StepsPerSecond = Number(line, MetricsRow.StepsPerSecondKey) ?? double.NaN,
            Values = [.. line.EnumerateObject().Where(pair => !known.Contains(pair.Name))
                .Select(pair => new Metric(pair.Name, Number(pair.Value) ?? double.NaN))],
            Entropy = Number(line, MetricsRow.EntropyKey),
            Kl = Number(line, MetricsRow.KlKey),
        };
    }

    internal static EvaluationRow ReadEvaluation(JsonElement line) => new()
    {
        Step = line.GetProperty(MetricsRow.StepKey).GetInt64(),
        Seconds = Number(line, MetricsRow.SecondsKey) ?? double.NaN,
        Episodes = line.GetProperty(EvaluationRow.EpisodesKey).GetInt32(),
        MeanReturn = Number(line, EvaluationRow.MeanReturnKey) ?? double.NaN,
        StdReturn = Number(line, EvaluationRow.StdReturnKey) ?? double.NaN,
        MinReturn = Number(line, EvaluationRow.MinReturnKey) ?? double.NaN,
        MaxReturn = Number(line, EvaluationRow.MaxReturnKey) ?? double.NaN,
        MeanLength = Number(line, EvaluationRow.MeanLengthKey) ?? double.NaN,
        Seed = line.GetProperty(EvaluationRow.SeedKey).GetUInt64(),
    };

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static double? Number(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? Number(value) : null;

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
}
