namespace SoftRL.Training.Tests;

/// <summary>Tests that look at the whole process, such as its managed memory: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
