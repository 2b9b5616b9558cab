namespace SoftRL.Training;

/// <summary>The rules of options records, as a check for the tests of whoever writes one.</summary>
public static class OptionsContract
{
    /// <summary>Lists what is wrong with an options record type.</summary>
    /// <param name="options">The type.</param>
    /// <returns>
    /// One sentence per violation; empty when the type is a sealed record, every option is init-only, has an
    /// <see cref="OptionAttribute"/> and a supported type, every default passes its own setter (an initialiser bypasses it), and
    /// the defaults survive the round trip through JSON.
    /// </returns>
    public static IReadOnlyList<string> Violations(Type options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var violations = new List<string>();
        if (!options.IsSealed || options.GetMethod("<Clone>$") is null)
        {
            violations.Add($"{options.Name} is not a sealed record.");
        }

        if (options.GetConstructor(Type.EmptyTypes) is null)
        {
            return [.. violations, $"{options.Name} has no public constructor without parameters."];
        }

        var known = OptionProperty.Of(options);
        foreach (var option in known)
        {
            violations.AddRange(Violations(option).Select(what => $"{options.Name}.{option.Name} {what}."));
        }

        violations.AddRange(DefaultViolations(options, known));
        return violations;
    }

    private static IEnumerable<string> Violations(OptionProperty option)
    {
        if (option.Annotation is not { Description.Length: > 0 })
        {
            yield return "has no [Option] with a description";
        }

        if (!option.IsInitOnly)
        {
            yield return "is not init-only";
        }

        if (!OptionText.IsSupported(option.Type))
        {
            yield return $"is of type {option.Type.Name}, which has no text form";
        }
    }

    private static IEnumerable<string> DefaultViolations(Type options, IReadOnlyList<OptionProperty> known)
    {
        var defaults = OptionProperty.CreateDefault(options);
        var copy = OptionProperty.CreateDefault(options);
        foreach (var option in known)
        {
            string? refusal = null;
            try
            {
                option.Set(copy, option.Get(defaults));
                refusal = RoundTrip(option, defaults, copy);
            }
            catch (Exception refused) when (refused is ArgumentException or FormatException or OptionsException or NotSupportedException)
            {
                refusal = $"refuses its own default: {refused.Message}";
            }

            if (refusal is not null)
            {
                yield return $"{options.Name}.{option.Name} {refusal}";
            }
        }
    }

    private static string? RoundTrip(OptionProperty option, object defaults, object copy)
    {
        var before = OptionText.Format(option.Get(defaults));
        var text = OptionJson.Text(option.Key, OptionJson.Node(option.Get(defaults)));
        option.Set(copy, OptionText.Parse(option.Type, option.IsNullable, text));
        var after = OptionText.Format(option.Get(copy));
        return before == after ? null : $"does not survive JSON: {before} comes back as {after}.";
    }
}
