using System.Text.Json;
using System.Text.Json.Serialization;

namespace SoftRL.Environments.Tests;

/// <summary>Whole games, as an independent program preprocessed them with OpenCV: every observation, reward, end and score.</summary>
public sealed class RecordedGameTests
{
    private static readonly JsonSerializerOptions s_json = new() { Converters = { new JsonStringEnumConverter() } };

    public static TheoryData<string> Recordings =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Atari", "Recorded"), "meteors-*.jsonl").Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void AreMatchedStepByStep(string name)
    {
        var lines = Digests.Lines(name).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var options = lines[0].GetProperty("options").Deserialize<AtariOptions>(s_json)!;
        using var game = new AtariEnvironment(new Meteors(options.ColorPictures ? 3 : 1), options);
        var observation = new float[game.ObservationSpace.Size];
        var (steps, scores) = (0, 0);
        foreach (var line in lines[1..])
        {
            if (line.TryGetProperty("reset", out var seed))
            {
                game.Reset(seed.GetUInt64(), observation);
            }
            else
            {
                var result = game.Step(line.GetProperty("action").GetInt32(), observation);
                steps++;
                result.Reward.Should().Be(line.GetProperty("reward").GetSingle(), $"step {steps}");
                result.End.Should().Be((StepEnd)line.GetProperty("end").GetByte(), $"step {steps}");
                game.EpisodeFinished.Should().Be(result.End == StepEnd.None || line.TryGetProperty("score", out _));
                if (line.TryGetProperty("score", out var score))
                {
                    scores++;
                    game.EpisodeReturn.Should().Be(score.GetDouble(), $"step {steps}");
                    game.EpisodeLength.Should().Be(line.GetProperty("length").GetInt32(), $"step {steps}");
                }
            }

            Digests.Of(observation).Should().Be(line.GetProperty("observation").GetString(), $"step {steps}");
        }

        steps.Should().Be(lines[0].GetProperty("steps").GetInt32());
        scores.Should().BePositive();
    }

    [Fact]
    public void AreRecordedForEveryPreset()
    {
        foreach (var name in AtariPresets.Names)
        {
            var options = JsonDocument.Parse(Digests.Lines($"meteors-{name}.jsonl")[0]).RootElement.GetProperty("options");
            options.Deserialize<AtariOptions>(s_json).Should().Be(AtariPresets.Find(name));
            options.EnumerateObject().Select(option => option.Name).Should().BeEquivalentTo(typeof(AtariOptions).GetProperties().Select(property => property.Name), "every option is stated");
        }
    }
}
