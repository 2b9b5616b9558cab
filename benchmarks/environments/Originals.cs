using System.Diagnostics;
using System.Globalization;

namespace EnvironmentSpeed;

/// <summary>The Python environments of this machine, in a process that waits while ours are measured.</summary>
internal sealed class Originals : IDisposable
{
    private readonly Process? process;

    public Originals(string python)
    {
        try
        {
            process = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "originals.py")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            });
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            Missing.Add($"{python}: {exception.Message}");
        }
    }

    /// <summary>What could not be measured, and why.</summary>
    public SortedSet<string> Missing { get; } = [];

    /// <summary>Steps a second; null where the machine does not have it, or it does not exist.</summary>
    public double? StepsPerSecond(string family, string id, double seconds)
    {
        if (process is null)
        {
            return null;
        }

        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{family} {id} {seconds}"));
        var answer = process.StandardOutput.ReadLine() ?? "missing: the process ended";
        if (double.TryParse(answer, CultureInfo.InvariantCulture, out var rate))
        {
            return rate;
        }

        if (answer != "none")
        {
            Missing.Add($"{family}: {answer}");
        }

        return null;
    }

    public void Dispose()
    {
        process?.StandardInput.Close();
        process?.WaitForExit();
        process?.Dispose();
    }
}
