using System.Globalization;

namespace EnvironmentSpeed;

/// <summary>How much of the machine other programs use, from its creation on. Linux alone can tell.</summary>
internal sealed class OtherPrograms
{
    private readonly (double All, double Ours, double Total) start = Read();

    /// <summary>Per cent of all processors' time, as text.</summary>
    public string Share
    {
        get
        {
            var now = Read();
            var total = now.Total - start.Total;
            return total <= 0
                ? "an unknown share"
                : Math.Max(0, (now.All - start.All - (now.Ours - start.Ours)) / total).ToString("P0", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Seconds that all programs ran, that this one did, and that there were.</summary>
    private static (double All, double Ours, double Total) Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            return default;
        }

        // Hundredths of seconds of all processors: user, nice, system, idle, waiting for disks, interrupts (2), stolen.
        var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture) / 100).ToArray();
        return (times.Sum() - times[3] - times[4], Environment.CpuUsage.TotalTime.TotalSeconds, times.Sum());
    }
}
