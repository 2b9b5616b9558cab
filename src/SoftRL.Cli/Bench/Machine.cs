using System.Globalization;
using System.Runtime.InteropServices;

namespace SoftRL.Cli;

/// <summary>What a figure of speed was measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, system, versions, and settings that were found.</summary>
    /// <returns>Names and texts, in the order to print them.</returns>
    public static IReadOnlyList<(string Name, string Text)> Describe() =>
    [
        ("processor", Processor()),
        ("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        ("load_before", Load()),
        ("system", RuntimeInformation.OSDescription),
        ("dotnet", Environment.Version.ToString()),
        ("libtorch", TorchSharp.torch.__version__),
        ("openblas_coretype", Environment.GetEnvironmentVariable("OPENBLAS_CORETYPE") is { Length: > 0 } type ? $"{type}, unset for the measurement" : "unset"),
    ];

    private static string Processor()
    {
        const string list = "/proc/cpuinfo";
        var named = File.Exists(list) ? File.ReadLines(list).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return named is null ? RuntimeInformation.ProcessArchitecture.ToString() : named[(named.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    // Programs that were running or waiting in the last minute, on average: others share the machine when it is not near 0.
    private static string Load()
    {
        const string file = "/proc/loadavg";
        return File.Exists(file) ? File.ReadAllText(file).Split(' ')[0] : "unknown";
    }
}
