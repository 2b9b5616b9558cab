using System.Text.Json;

namespace SoftRL.Environments.Gymnasium;

/// <summary>What a worker says of the environments that it plays.</summary>
internal sealed class EnvironmentDescription
{
    /// <summary>Reads a description.</summary>
    /// <param name="description">The worker's message.</param>
    /// <exception cref="EnvironmentException">It is not understood.</exception>
    public EnvironmentDescription(JsonElement description)
    {
        Text = description.GetRawText();
        try
        {
            Observations = SpaceReader.Observations(description.GetProperty("observation"));
            ObservationsAreBytes = SpaceReader.IsBytes(description.GetProperty("observation"));
            Actions = SpaceReader.Actions(description.GetProperty("action"));
            MaxEpisodeSteps = Number(description, "max_episode_steps", element => element.GetInt32());
            RewardThreshold = Number(description, "reward_threshold", element => element.GetDouble());
            FramesPerSecond = Number(description, "frames_per_second", element => element.GetDouble()) is > 0 and var rate ? rate : 30;
            var frame = description.GetProperty("frame");
            Frame = frame.ValueKind == JsonValueKind.Array ? (frame[0].GetInt32(), frame[1].GetInt32()) : null;
        }
        catch (Exception failure) when (failure is KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException or IndexOutOfRangeException)
        {
            throw new EnvironmentException($"The worker described its environments in a way that is not understood: {Text}", failure);
        }
    }

    /// <summary>The message itself; equal for equal environments.</summary>
    public string Text { get; }

    public ObservationSpace Observations { get; }

    public bool ObservationsAreBytes { get; }

    public ActionSpace Actions { get; }

    public int? MaxEpisodeSteps { get; }

    public double? RewardThreshold { get; }

    /// <summary>Height and width of pictures, when the environments draw any.</summary>
    public (int Height, int Width)? Frame { get; }

    /// <summary>How many pictures a viewer should see in a second.</summary>
    public double FramesPerSecond { get; }

    private static T? Number<T>(JsonElement description, string name, Func<JsonElement, T> read)
        where T : struct
        => description.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.Number ? read(element) : null;
}
