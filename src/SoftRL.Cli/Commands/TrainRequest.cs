using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>What <c>softrl train</c> was asked for.</summary>
internal sealed record TrainRequest
{
    /// <summary>What the command line says of the run; null where it says nothing.</summary>
    public required RunOverrides Overrides { get; init; }

    /// <summary>Episodes of each evaluation on the way, or null.</summary>
    public int? EvaluationEpisodes { get; init; }

    /// <summary>A file with settings, or null.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The directory to write to, or null for one chosen from the names.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>The run to go on with, or null for a new one.</summary>
    public string? ResumeDirectory { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public bool Quiet { get; init; }
}
