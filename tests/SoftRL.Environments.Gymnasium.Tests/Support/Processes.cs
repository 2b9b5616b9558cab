using System.Diagnostics;
using System.Globalization;

namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>Which processes still run. A process that has ended but that nobody has asked about counts as ended.</summary>
internal static class Processes
{
    /// <summary>The numbers that workers left as names of files.</summary>
    public static int[] Noted(string directory) =>
        [.. Directory.GetFiles(directory).Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)).Order()];

    /// <summary>Whether a process runs.</summary>
    public static bool Runs(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether all have ended within some seconds.</summary>
    public static bool EndWithin(double seconds, IEnumerable<int> ids)
    {
        var watch = Stopwatch.StartNew();
        while (ids.Any(Runs))
        {
            if (watch.Elapsed.TotalSeconds > seconds)
            {
                return false;
            }

            Thread.Sleep(20);
        }

        return true;
    }
}
