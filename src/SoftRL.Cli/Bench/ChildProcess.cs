using System.Diagnostics;
using System.Globalization;

namespace SoftRL.Cli;

/// <summary>Runs a program to its end, with the threads of every tensor library set alike.</summary>
internal static class ChildProcess
{
    /// <summary>Runs this command itself.</summary>
    /// <param name="threads">Threads of tensor operations.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>Its standard output.</returns>
    /// <exception cref="NotMeasuredException">Something that it needs is not on this machine.</exception>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public static string RunSelf(int threads, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var host = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this process is not known.");
        var isHost = Path.GetFileNameWithoutExtension(host) == "dotnet";
        return Run(host, isHost ? [typeof(ChildProcess).Assembly.Location, .. arguments] : arguments, threads, sleeping: true, cancellation);
    }

    /// <summary>Runs a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="threads">Threads of tensor operations.</param>
    /// <param name="sleeping">Whether OpenMP's threads sleep at barriers, as <c>ComputeRuntime.Prepare</c> has it for our own, instead of doing what OpenMP does by itself.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>Its standard output.</returns>
    /// <exception cref="NotMeasuredException">It is a command of ours, and something that it needs is not on this machine.</exception>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public static string Run(string program, IReadOnlyList<string> arguments, int threads, bool sleeping, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        if (sleeping)
        {
            start.Environment.TryAdd("GOMP_SPINCOUNT", "0");
            start.Environment.TryAdd("OMP_WAIT_POLICY", "passive");
        }

        // A core type or cache that someone chose for OpenBLAS would be measured instead of the machine.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' cannot be started.");
        using var killing = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode switch
        {
            ExitCode.Done => output,
            ExitCode.NotThere => throw new NotMeasuredException(errors.Result.Trim()),
            var code => throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {code}: {errors.Result}"),
        };
    }
}
