using System.Text.Json;
using System.Text.Json.Serialization;

namespace SoftRL.Training;

/// <summary>JSON of a <see cref="Schedule"/>: its text form as a string; a plain number is read as a constant.</summary>
public sealed class ScheduleJsonConverter : JsonConverter<Schedule>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(Schedule).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override Schedule? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var schedule = reader.TokenType == JsonTokenType.Number ? new Schedule.Constant(reader.GetDouble()) : Parse(ref reader);
        return schedule is null || typeToConvert.IsInstanceOfType(schedule)
            ? schedule
            : throw new JsonException($"'{schedule}' is no {typeToConvert.Name} schedule.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Schedule value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }

    private static Schedule? Parse(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is { } text ? Schedule.Parse(text) : null;
        }
        catch (Exception refused) when (refused is FormatException or ArgumentOutOfRangeException or InvalidOperationException)
        {
            throw new JsonException(refused.Message, refused);
        }
    }
}
