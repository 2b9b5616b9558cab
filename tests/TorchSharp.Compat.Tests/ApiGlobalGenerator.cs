namespace TorchSharp.Compat.Tests;

/// <summary>Tests that seed the process-wide generator run alone.</summary>
[CollectionDefinition(nameof(GlobalGenerator), DisableParallelization = true)]
public class GlobalGenerator;
