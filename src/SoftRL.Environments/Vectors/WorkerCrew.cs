using System.Diagnostics;

namespace SoftRL.Environments;

/// <summary>
/// Runs one action for every index 0 … count − 1, sharing the indices between the caller and a fixed set of threads.
/// </summary>
/// <remarks>
/// The threads take indices from a shared counter, a few at a time, so a worker that wakes up late costs nothing: the
/// caller has done its share. A round whose work is expected to be shorter than waking a thread is done by the caller
/// alone. Who runs an index is therefore not determined, and must not matter. The action must not throw.
/// </remarks>
internal sealed class WorkerCrew : IDisposable
{
    /// <summary>Below this much work in a round, waking other threads costs more than it gives.</summary>
    private static readonly long WorthSharing = Stopwatch.Frequency / 1_000_000 * 30;

    private readonly int count;
    private readonly int portion;
    private readonly RoundGate gate;
    private readonly Thread[] threads;
    private Action<int>? work;
    private double ticksPerIndex;

    /// <summary>Next index to take; past the count when there is nothing to do.</summary>
    private int next;
    private int completed;

    public WorkerCrew(int count, int threads)
    {
        this.count = count;
        next = count;
        portion = Math.Max(1, count / (threads * 4));
        gate = new RoundGate(threads - 1);
        this.threads = new Thread[threads - 1];
        for (var i = 0; i < this.threads.Length; i++)
        {
            var worker = i;
            this.threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"environments {worker + 1}" };
            this.threads[i].Start();
        }
    }

    /// <summary>Runs the action for every index and returns when all are done.</summary>
    public void Run(Action<int> action)
    {
        var start = Stopwatch.GetTimestamp();
        if (threads.Length == 0 || ticksPerIndex * count < WorthSharing)
        {
            for (var i = 0; i < count; i++)
            {
                action(i);
            }

            Learn(start, count);
            return;
        }

        work = action;
        Volatile.Write(ref completed, 0);
        Interlocked.Exchange(ref next, 0);
        gate.Open();
        var own = TakePortions();
        Learn(start, own);
        gate.AwaitEnd(this, static crew => Volatile.Read(ref crew.completed) == crew.count);
    }

    public void Dispose()
    {
        gate.Close();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        gate.Dispose();
    }

    private void Serve(int worker)
    {
        while (gate.AwaitRound(worker))
        {
            TakePortions();
        }
    }

    /// <summary>Takes indices until none is left; returns how many it ran.</summary>
    private int TakePortions()
    {
        var total = 0;
        while (true)
        {
            var first = Interlocked.Add(ref next, portion) - portion;
            if (first >= count)
            {
                return total;
            }

            var last = Math.Min(first + portion, count);
            for (var i = first; i < last; i++)
            {
                work!(i);
            }

            total += last - first;
            if (Interlocked.Add(ref completed, last - first) == count)
            {
                gate.SignalEnd();
            }
        }
    }

    private void Learn(long start, int ran)
    {
        if (ran > 0)
        {
            var measured = (double)(Stopwatch.GetTimestamp() - start) / ran;
            ticksPerIndex = ticksPerIndex == 0 ? measured : (0.75 * ticksPerIndex) + (0.25 * measured);
        }
    }
}
