using System.Diagnostics;

namespace SoftRL.Environments.Gymnasium;

/// <summary>
/// Reads all that a worker and its environments print, so that they never wait for a full pipe, and keeps the last lines.
/// </summary>
internal sealed class WorkerOutput
{
    private const int KeptLines = 20;
    private const int LongestLine = 500;

    private readonly Queue<string> lines = new(KeptLines);
    private readonly Task reading;

    public WorkerOutput(Process process) =>
        reading = Task.WhenAll(Read(process.StandardOutput), Read(process.StandardError));

    /// <summary>The last lines, indented below a heading; empty when nothing was printed.</summary>
    /// <param name="patience">How long to wait for the end of what it prints.</param>
    public string Tail(TimeSpan patience)
    {
        reading.Wait(patience);

        lock (lines)
        {
            return lines.Count == 0 ? "" : $"\nLast lines that it printed:\n  {string.Join("\n  ", lines)}";
        }
    }

    private async Task Read(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                Keep(line);
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process was killed and its pipes were closed: there is nothing more to read.
        }
    }

    private void Keep(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (lines)
        {
            if (lines.Count == KeptLines)
            {
                lines.Dequeue();
            }

            lines.Enqueue(line.Length > LongestLine ? $"{line[..LongestLine]}…" : line);
        }
    }
}
