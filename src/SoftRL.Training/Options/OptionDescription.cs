namespace SoftRL.Training;

/// <summary>One option of an options record, for people.</summary>
/// <param name="Key">Kebab-case key of <c>--set key=value</c> and of JSON, such as <c>learning-rate</c>.</param>
/// <param name="Property">Name of the property, such as <c>LearningRate</c>.</param>
/// <param name="Type">Type of the property.</param>
/// <param name="Allowed">Values that can be read, such as <c>a number</c> or <c>one of mlp, nature</c>.</param>
/// <param name="Default">Text form of the default.</param>
/// <param name="Description">What it is.</param>
/// <param name="Unit">Unit; empty for none.</param>
/// <param name="Range">Range beyond what the type says; empty for none.</param>
/// <param name="Source">Where the default comes from; empty for our own choice.</param>
public sealed record OptionDescription(
    string Key, string Property, Type Type, string Allowed, string Default, string Description, string Unit, string Range, string Source);
