using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SoftRL.Cli;

/// <summary>Samples how busy the first NVIDIA GPU is, five times a second.</summary>
internal sealed class GpuWatch : IDisposable
{
    private readonly Process? _process;
    private readonly List<double> _samples = [];

    /// <summary>Begins.</summary>
    /// <param name="program">What prints a percentage per line.</param>
    /// <param name="arguments">Its arguments.</param>
    public GpuWatch(string program = "nvidia-smi", params IReadOnlyList<string> arguments)
    {
        string[] query = ["--id=0", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits", "--loop-ms=200"];
        try
        {
            _process = Process.Start(new ProcessStartInfo(program, arguments.Count > 0 ? arguments : query) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            return;
        }

        _process!.OutputDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Mean of the samples in which it was busy at all, percent; null when there is none.</summary>
    public double? Mean
    {
        get
        {
            lock (_samples)
            {
                return _samples.Count == 0 ? null : _samples.Average();
            }
        }
    }

    /// <summary>Ends.</summary>
    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        _process?.WaitForExit();
        _process?.Dispose();
    }

    private void Take(string? line)
    {
        if (double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent > 0)
        {
            lock (_samples)
            {
                _samples.Add(percent);
            }
        }
    }
}
