namespace SoftRL.Training;

/// <summary>Says what an option of an options record is, for <c>softrl agents</c> and for error messages. Every option has one.</summary>
/// <param name="description">What it is: a phrase without a full stop, with the symbol of the papers if there is one.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string description) : Attribute
{
    /// <summary>What it is.</summary>
    public string Description { get; } = description;

    /// <summary>Unit, such as <c>reward units per nat</c>; empty for a pure number or a choice.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Allowed values, such as <c>[0, 1]</c> or <c>positive</c>; empty when the type says it all.</summary>
    public string Range { get; init; } = "";

    /// <summary>Where the default comes from, such as <c>Mnih et al. 2016</c>; empty when it is our own choice.</summary>
    public string Source { get; init; } = "";
}
