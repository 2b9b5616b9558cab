namespace SoftRL.Training;

/// <summary>Checks of option values that are not numbers; the numeric ones are in <see cref="Core.Require"/>.</summary>
public static class OptionValue
{
    /// <summary>A named member of an enumeration.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="name">The option's name.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member.</exception>
    public static TEnum Defined<TEnum>(TEnum value, string name)
        where TEnum : struct, Enum
        => Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}; it is {value}.");

    /// <summary>A text that is not empty.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The option's name.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <exception cref="ArgumentException">The text is null or blank.</exception>
    public static string Text(string value, string name)
        => string.IsNullOrWhiteSpace(value) ? throw new ArgumentException($"{name} must not be empty.", name) : value;

    /// <summary>A value that is there.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="name">The option's name.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public static T NotNull<T>(T? value, string name)
        where T : class
        => value ?? throw new ArgumentNullException(name);
}
