using System.Text.Json;

namespace SoftRL.Environments.Gymnasium;

/// <summary>Reads the spaces that a worker describes.</summary>
internal static class SpaceReader
{
    /// <summary>An observation space: <c>shape</c>, <c>element</c>, and one or all of its <c>low</c> and <c>high</c> bounds.</summary>
    public static ObservationSpace Observations(JsonElement description)
    {
        var shape = description.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32()).ToArray();
        var element = IsBytes(description) ? ElementType.UInt8 : ElementType.Float32;
        var low = Bounds(description.GetProperty("low"), float.NegativeInfinity);
        var high = Bounds(description.GetProperty("high"), float.PositiveInfinity);
        if (shape.Length == 1 && element == ElementType.Float32 && (low.Length > 1 || high.Length > 1))
        {
            return ObservationSpace.Vector(Spread(low, shape[0]), Spread(high, shape[0]));
        }

        return ObservationSpace.Uniform(shape, low.Min(), high.Max(), element);
    }

    /// <summary>An action space: a <c>count</c>, or the <c>low</c> and <c>high</c> bounds of each coordinate.</summary>
    public static ActionSpace Actions(JsonElement description) =>
        description.TryGetProperty("count", out var count)
            ? new DiscreteActions(count.GetInt32())
            : new BoxActions(
                Bounds(description.GetProperty("low"), float.NegativeInfinity),
                Bounds(description.GetProperty("high"), float.PositiveInfinity));

    /// <summary>Whether elements are bytes in the shared memory.</summary>
    public static bool IsBytes(JsonElement description) => description.GetProperty("element").GetString() == "u1";

    private static float[] Bounds(JsonElement bounds, float none) =>
        [.. bounds.EnumerateArray().Select(bound => bound.ValueKind == JsonValueKind.Null ? none : (float)bound.GetDouble())];

    private static float[] Spread(float[] bounds, int count) => bounds.Length == 1 ? [.. Enumerable.Repeat(bounds[0], count)] : bounds;
}
