using System.Diagnostics;

namespace SoftRL.Environments;

/// <summary>
/// Runs one action for every index 0 … count − 1, sharing the indices between the caller and a fixed set of threads.
/// </summary>
/// <remarks>
/// The threads take indices from a shared counter, a few at a time, so a worker that wakes up late costs nothing: the
/// caller has done its share. Where sharing does not pay, the caller does a round alone (<see cref="SharingPolicy"/>).
/// Who runs an index is therefore not determined, and must not matter. The action must not throw.
/// </remarks>
internal sealed class WorkerCrew : IDisposable
{
    /// <summary>30 µs: below this much work in a round, waking other threads costs more than it gives.</summary>
    private static readonly double WorthSharing = Stopwatch.Frequency * 30e-6;

    private readonly int count;
    private readonly int portion;
    private readonly RoundGate gate;
    private readonly Thread[] threads;
    private SharingPolicy policy = new(WorthSharing);
    private Action<int>? work;

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
        var share = threads.Length > 0 && policy.Decide();
        if (share)
        {
            RunShared(action);
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                action(i);
            }
        }

        policy.Learn(share, Stopwatch.GetTimestamp() - start);
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

    private void RunShared(Action<int> action)
    {
        work = action;
        Volatile.Write(ref completed, 0);
        Interlocked.Exchange(ref next, 0);
        gate.Open();
        TakePortions();
        gate.AwaitEnd(this, static crew => Volatile.Read(ref crew.completed) == crew.count);
    }

    private void Serve(int worker)
    {
        while (gate.AwaitRound(worker))
        {
            TakePortions();
        }
    }

    /// <summary>Takes indices until none is left.</summary>
    private void TakePortions()
    {
        while (true)
        {
            var first = Interlocked.Add(ref next, portion) - portion;
            if (first >= count)
            {
                return;
            }

            var last = Math.Min(first + portion, count);
            for (var i = first; i < last; i++)
            {
                work!(i);
            }

            if (Interlocked.Add(ref completed, last - first) == count)
            {
                gate.SignalEnd();
            }
        }
    }
}
