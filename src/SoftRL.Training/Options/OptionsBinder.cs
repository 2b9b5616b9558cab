using System.Text.Json.Nodes;
using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>
/// Reads, describes, compares and stores options records: sealed records of init-only properties, each annotated with
/// <see cref="OptionAttribute"/>, whose setters check their own range. Keys are the property names in kebab-case.
/// </summary>
/// <remarks>
/// A value may be a Boolean, an integer, a float or double, text, an enumeration (kebab-case), an array or
/// <see cref="IReadOnlyList{T}"/> of these (comma-separated), or any <see cref="IParsable{T}"/> whose <c>ToString</c> round-trips,
/// such as <see cref="Schedule"/>. <c>none</c> stands for null where the property admits it. Numbers are in the invariant culture.
/// </remarks>
public static class OptionsBinder
{
    /// <summary>Lists the options of a record type in the order of declaration.</summary>
    /// <param name="options">An options record type with a parameterless constructor.</param>
    /// <returns>One entry per option, with the default.</returns>
    /// <exception cref="ArgumentException">An option has no <see cref="OptionAttribute"/>.</exception>
    public static IReadOnlyList<OptionDescription> Describe(Type options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var defaults = OptionProperty.CreateDefault(options);
        return [.. OptionProperty.Of(options).Select(option => Describe(option, defaults))];
    }

    /// <summary>Sets options by <c>key=value</c>. Later assignments win over earlier ones.</summary>
    /// <typeparam name="T">The record type, or <see cref="object"/>: the type of the value itself counts.</typeparam>
    /// <param name="options">The options to start from; not changed.</param>
    /// <param name="assignments">Texts such as <c>learning-rate=7e-4</c>.</param>
    /// <returns>A new record.</returns>
    /// <exception cref="OptionsException">An assignment has no <c>=</c>, an unknown key, a value that cannot be read, or one the
    /// record refuses (then the inner exception is the record's own).</exception>
    public static T Apply<T>(T options, IEnumerable<string> assignments)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(assignments);
        return Apply(options, assignments.Select(Split));
    }

    /// <summary>Sets options from a JSON object such as <see cref="ToJson"/> makes; absent keys keep their values.</summary>
    /// <typeparam name="T">The record type, or <see cref="object"/>: the type of the value itself counts.</typeparam>
    /// <param name="options">The options to start from; not changed.</param>
    /// <param name="json">Kebab-case keys; numbers, Booleans, strings, null, or arrays of these.</param>
    /// <returns>A new record.</returns>
    /// <exception cref="OptionsException">As for assignments; also for a nested object.</exception>
    public static T Apply<T>(T options, JsonObject json)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(json);
        return Apply(options, json.Select(pair => (pair.Key, OptionJson.Text(pair.Key, pair.Value))));
    }

    /// <summary>Every option as JSON: numbers and Booleans as such, null, lists as arrays, all else as the text form.</summary>
    /// <param name="options">An options record.</param>
    /// <returns>An object that <see cref="Apply{T}(T, JsonObject)"/> reads back to an equal record.</returns>
    public static JsonObject ToJson(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new JsonObject(OptionProperty.Of(options.GetType())
            .Select(option => KeyValuePair.Create(option.Key, OptionJson.Node(option.Get(options)))));
    }

    /// <summary>Which options differ, compared by their text forms.</summary>
    /// <param name="left">An options record.</param>
    /// <param name="right">Another of the same type.</param>
    /// <returns>The differences in the order of declaration; empty when there are none.</returns>
    /// <exception cref="ArgumentException">The types differ.</exception>
    public static IReadOnlyList<OptionDifference> Differences(object left, object right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.GetType() != right.GetType())
        {
            throw new ArgumentException($"Cannot compare {left.GetType().Name} with {right.GetType().Name}.", nameof(right));
        }

        return [.. OptionProperty.Of(left.GetType())
            .Select(option => new OptionDifference(option.Key, OptionText.Format(option.Get(left)), OptionText.Format(option.Get(right))))
            .Where(difference => difference.Left != difference.Right)];
    }

    private static T Apply<T>(T options, IEnumerable<(string Key, string Text)> assignments)
        where T : class
    {
        var known = OptionProperty.Of(options.GetType());
        var result = OptionProperty.Copy(options);
        foreach (var (key, text) in assignments)
        {
            var option = known.FirstOrDefault(option => option.Key == key) ?? throw Unknown(key, known);
            Set(option, result, text);
        }

        return (T)result;
    }

    private static void Set(OptionProperty option, object result, string text)
    {
        try
        {
            option.Set(result, OptionText.Parse(option.Type, option.IsNullable, text));
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            throw new OptionsException(option.Key, $"Option '{option.Key}': {unreadable.Message}", unreadable);
        }
        catch (ArgumentException refused)
        {
            throw new OptionsException(option.Key, $"Option '{option.Key}': {refused.Message}", refused);
        }
    }

    private static (string Key, string Text) Split(string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? (assignment[..equals].Trim(), assignment[(equals + 1)..].Trim())
            : throw new OptionsException($"'{assignment}' sets nothing; write key=value, such as learning-rate=7e-4.");
    }

    private static OptionsException Unknown(string key, IReadOnlyList<OptionProperty> known)
    {
        var keys = known.Select(option => option.Key).ToArray();
        var nearest = NearestNames.Suggest(key, keys);
        var hint = nearest.Count > 0 ? $"; did you mean {string.Join(" or ", nearest.Select(name => $"'{name}'"))}?" : ".";
        return new OptionsException(key, $"There is no option '{key}'{hint} Options: {string.Join(", ", keys)}.");
    }

    private static OptionDescription Describe(OptionProperty option, object defaults)
    {
        var annotation = option.Annotation
            ?? throw new ArgumentException($"{defaults.GetType().Name}.{option.Name} has no [Option(\"…\")].", nameof(option));
        return new OptionDescription(
            option.Key, option.Name, option.Type, OptionText.Allowed(option.Type, option.IsNullable), OptionText.Format(option.Get(defaults)),
            annotation.Description, annotation.Unit, annotation.Range, annotation.Source);
    }
}
