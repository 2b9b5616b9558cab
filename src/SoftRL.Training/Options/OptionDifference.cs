namespace SoftRL.Training;

/// <summary>An option that has two different values.</summary>
/// <param name="Key">Kebab-case key.</param>
/// <param name="Left">Text form of the first value.</param>
/// <param name="Right">Text form of the second value.</param>
public sealed record OptionDifference(string Key, string Left, string Right)
{
    /// <summary>One line for people.</summary>
    /// <returns><c>key: left, not right</c>.</returns>
    public override string ToString() => $"{Key}: {Left}, not {Right}";
}
