using System.ComponentModel;
using System.Text.RegularExpressions;

namespace SoftRL.Cli;

/// <summary>
/// Where processor time goes, by the call into LibTorch or the part of ours that it belongs to: samples of Linux's <c>perf</c>, with the stacks of native code unwound up to the call
/// from managed code.
/// </summary>
internal static partial class OperationProfile
{
    private const int SamplesPerSecond = 499;

    // Without the second setting perf does not find the names of compiled methods.
    private static readonly string[] s_settings = ["DOTNET_PerfMapEnabled=1", "DOTNET_EnableWriteXorExecute=0"];

    /// <summary>Samples this command while it measures something.</summary>
    /// <param name="request">What.</param>
    /// <param name="delay">Seconds to leave out at the beginning.</param>
    /// <param name="cancellation">Ends the processes.</param>
    /// <returns>Shares of the samples, greatest first.</returns>
    /// <exception cref="NotMeasuredException">This machine has no <c>perf</c>, or may not use it.</exception>
    public static IReadOnlyList<(string Operation, double Share)> Measure(LoopRequest request, double delay, CancellationToken cancellation)
    {
        var data = Path.GetTempFileName();
        try
        {
            var host = Environment.ProcessPath!;
            string[] self = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, typeof(OperationProfile).Assembly.Location] : [host];
            string[] record =
            [
                "record", "-q", "-F", $"{SamplesPerSecond}", "-D", Figures.Exact(Math.Round(1000 * delay)), "--call-graph", "dwarf,16384", "-o", data, "--",
                "env", .. s_settings, .. self, .. request.Arguments(),
            ];
            _ = ChildProcess.Run("perf", record, request.Threads, sleeping: true, cancellation);
            var script = ChildProcess.Run("perf", ["script", "--no-inline", "-i", data, "-F", "tid,ip,sym,dso"], 1, sleeping: true, cancellation);
            foreach (var map in NameFile().Matches(script).Select(match => match.Value).Distinct())
            {
                File.Delete(map);
                File.Delete(map.Replace("/perf-", "/perfinfo-", StringComparison.Ordinal));
            }

            var shares = Shares(script);
            return shares.Count > 0 ? shares : throw new NotMeasuredException("perf took no sample");
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw new NotMeasuredException($"perf: {exception.Message.Split('\n')[0]}");
        }
        finally
        {
            File.Delete(data);
        }
    }

    /// <summary>Sums up what <c>perf script</c> prints.</summary>
    /// <param name="script">Samples with an empty line between; a line of a stack is an address, a name and a file, from the inside out.</param>
    /// <returns>Shares of the samples, greatest first.</returns>
    public static IReadOnlyList<(string Operation, double Share)> Shares(string script)
    {
        var counts = new Dictionary<string, int>();
        foreach (var sample in script.Split("\n\n"))
        {
            var stack = sample.Split('\n').Select(line => Frame().Match(line)).Where(match => match.Success).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToArray();
            if (stack.Length > 0)
            {
                var operation = Operation(stack);
                counts[operation] = counts.GetValueOrDefault(operation) + 1;
            }
        }

        var total = (double)counts.Values.Sum();
        return [.. counts.Select(pair => (pair.Key, pair.Value / total)).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    private static string Operation((string Name, string File)[] stack)
    {
        if (Array.FindLast(stack, frame => IsBridge(frame.File)) is { Name: not null } call)
        {
            return IsBackward(call.Name) ? Backward(stack) : $"torch: {BridgePrefix().Replace(call.Name, "")}";
        }

        var (name, file) = stack[0];
        var managed = Managed().Match(name);
        var (assembly, type, method) = (managed.Groups[1].Value, managed.Groups[2].Value, managed.Groups[3].Value);
        return 0 switch
        {
            _ when assembly.StartsWith("SoftRL.Environments", StringComparison.Ordinal) => "environments",
            _ when Holds(type, "RmsProp", "Adam", "FlatMemory", "FlatParameters", "GradientClip") || (Holds(assembly, "SoftRL.") && method is "Step" or "Minimise") => "optimiser",
            _ when Holds(type, "ReplayMemory", "ReplayBatch", "FrameStore", "PriorityTree") => "replay memory",
            _ when Holds(assembly, "SoftRL.") => "the rest of ours",
            _ when assembly == "TorchSharp" => "TorchSharp",
            // .NET names all that it compiles; oneDNN compiles too, names nothing, and cannot be unwound to its caller.
            _ when name == "[unknown]" && Holds(Path.GetFileName(file), "perf-") => "torch: kernels of oneDNN",
            _ when Holds(file, "libclrjit", "libcoreclr", "libclrgc") || Holds(Path.GetFileName(file), "perf-", "System.", "Microsoft.") => ".NET",
            _ when Holds(file, "libtorch", "libc10", "libdnnl", "libopenblas", "libblas", "libgomp", "libmkl") => "torch: caller unknown",
            _ => "system",
        };
    }

    private static string Backward((string Name, string File)[] stack)
        => stack.Select(frame => Node().Match(frame.Name)).LastOrDefault(match => match.Success) is { } node ? $"backward: {node.Groups[1].Value}" : "backward: the rest";

    private static bool IsBridge(string file) => Holds(file, "libsoftrl_torch", "libLibTorchSharp");

    private static bool IsBackward(string name) => name is "srt_backward" or "THSTensor_backward" or "THSAutograd_grad" or "srt_autograd_grad";

    private static bool Holds(string text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^\s+[0-9a-f]+ (.*) \((.*)\)\s*$")]
    private static partial Regex Frame();

    // Where .NET tells perf the names of compiled methods.
    [GeneratedRegex(@"/tmp/perf-\d+\.map")]
    private static partial Regex NameFile();

    // Return type, [assembly] type::method(parameters)[tier].
    [GeneratedRegex(@"\[([\w.]+)\] ([^\s(]+?)::([^\s(]+)\(")]
    private static partial Regex Managed();

    [GeneratedRegex("^(srt_|THSTensor_|THSNN_|THSTorch_)(nn_)?")]
    private static partial Regex BridgePrefix();

    [GeneratedRegex(@"(\w+?)Backward\d*::apply")]
    private static partial Regex Node();
}
