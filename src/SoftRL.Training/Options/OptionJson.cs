using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SoftRL.Training;

/// <summary>JSON of option values; reading goes through the text form, so JSON and <c>--set</c> cannot disagree.</summary>
internal static class OptionJson
{
    internal static JsonNode? Node(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        ulong number => JsonValue.Create(number),
        float number when float.IsFinite(number) => JsonValue.Create(number),
        double number when double.IsFinite(number) => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        _ => JsonValue.Create(OptionText.Format(value)),
    };

    /// <summary>The text form of a JSON value; null is <c>none</c>.</summary>
    /// <exception cref="OptionsException">The value is an object or an array of arrays.</exception>
    internal static string Text(string key, JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => OptionText.Null,
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Array => string.Join(',', node.AsArray().Select(element => Text(key, element))),
        JsonValueKind.Object => throw new OptionsException(key, $"Option '{key}': an object is no option value; options are flat."),
        _ => node.ToJsonString(),
    };
}
