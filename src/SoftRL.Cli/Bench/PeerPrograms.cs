using System.ComponentModel;
using System.Text.Json.Nodes;

namespace SoftRL.Cli;

/// <summary>The programs that ours are compared with, as far as this machine has them.</summary>
/// <param name="floor">Path of the C++ loop, or null.</param>
/// <param name="scripts">Folder of the Python programs, or null.</param>
/// <param name="python">Which Python runs them; null for one that has PyTorch.</param>
internal sealed class PeerPrograms(string? floor, string? scripts, string? python)
{
    private readonly Lazy<string?> _python = new(() => scripts is null ? null : FindPython(python));

    /// <summary>Versions of Python and its packages, as the programs that ran told them.</summary>
    public SortedDictionary<string, string> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs one.</summary>
    /// <param name="peer">Which.</param>
    /// <param name="seconds">How long, after a quarter of it to warm up.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>Steps per second.</returns>
    /// <exception cref="NotMeasuredException">The program or something that it needs is not there.</exception>
    public double Measure(BenchPeer peer, double seconds, CancellationToken cancellation)
    {
        if (peer.Script is not { } script)
        {
            return floor is null
                ? throw new NotMeasuredException("there is no C++ program (--floor)")
                : Speed.Printed(ChildProcess.Run(floor, [peer.Task, Figures.Exact(seconds)], peer.Threads, peer.Sleeping, cancellation));
        }

        if (scripts is null)
        {
            throw new NotMeasuredException("the folder of the Python programs is not given (--peers)");
        }

        var program = _python.Value ?? throw new NotMeasuredException("no Python with PyTorch was found (--python)");
        return Read(ChildProcess.Run(program, ["-B", Path.Combine(scripts, script), peer.Task, Figures.Exact(seconds)], peer.Threads, peer.Sleeping, cancellation));
    }

    /// <summary>Reads what a Python program prints.</summary>
    /// <param name="output">A JSON object with <c>steps_per_second</c> and <c>versions</c>, or with <c>missing</c>.</param>
    /// <returns>Steps per second.</returns>
    /// <exception cref="NotMeasuredException">A package is missing.</exception>
    public double Read(string output)
    {
        var printed = JsonNode.Parse(output)!.AsObject();
        if (printed["missing"] is { } missing)
        {
            throw new NotMeasuredException(missing.GetValue<string>());
        }

        foreach (var (package, version) in printed["versions"]!.AsObject())
        {
            Versions[package] = version!.GetValue<string>();
        }

        return printed["steps_per_second"]!.GetValue<double>();
    }

    /// <summary>A Python that can import PyTorch.</summary>
    /// <param name="asked">The only one to try, or null.</param>
    /// <returns>Its path; null when there is none.</returns>
    public static string? FindPython(string? asked)
    {
        string?[] candidates = asked is null ? [Python.FromEnvironment, "python3", "/usr/bin/python3"] : [asked];
        return candidates.FirstOrDefault(candidate => candidate is not null && HasTorch(candidate));
    }

    private static bool HasTorch(string program)
    {
        try
        {
            _ = ChildProcess.Run(program, ["-c", "import torch"], threads: 1, sleeping: false, CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotMeasuredException or Win32Exception)
        {
            return false;
        }
    }
}
