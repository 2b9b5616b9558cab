using System.Runtime.InteropServices;

namespace SoftRL.Cli;

/// <summary>What a figure of speed was measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, system and versions.</summary>
    /// <returns>One line.</returns>
    public static string Describe()
    {
        var torch = TorchSharp.torch.__version__;
        var core = Environment.GetEnvironmentVariable("OPENBLAS_CORETYPE") is { Length: > 0 } type ? $"{type}, unset for the measurement" : "unset";
        return $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, LibTorch {torch}, OPENBLAS_CORETYPE {core}";
    }

    private static string Processor()
    {
        const string list = "/proc/cpuinfo";
        var named = File.Exists(list) ? File.ReadLines(list).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return named is null ? RuntimeInformation.ProcessArchitecture.ToString() : named[(named.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
