using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SoftRL.Environments;

/// <summary>
/// Runs one action for every index 0 … count − 1, sharing the indices between the caller and a fixed set of threads.
/// </summary>
/// <remarks>
/// Everybody has a share of the indices, the same in every round, so that what belongs to an index stays in the caches of
/// one processor. A share is done a quarter at a time, and whoever is done with his own helps with the others': a worker that
/// wakes up late costs nothing. Where sharing does not pay, the caller does a round alone (<see cref="SharingPolicy"/>). Who
/// runs an index is therefore not determined, and must not matter. The action must not throw.
/// </remarks>
internal sealed class WorkerCrew : IDisposable
{
    /// <summary>12 µs: below this much work in a round, waking other threads costs more than it gives.</summary>
    private static readonly double WorthSharing = Stopwatch.Frequency * 12e-6;

    private readonly int count;
    private readonly int portion;
    private readonly RoundGate gate;
    private readonly Thread[] threads;

    /// <summary>The shares, the caller's first.</summary>
    private readonly Share[] shares;

    private SharingPolicy policy = new(WorthSharing);
    private Action<int>? work;
    private int completed;

    public WorkerCrew(int count, int threads)
    {
        this.count = count;
        portion = Math.Max(1, count / (threads * 4));
        shares = new Share[threads];
        for (var i = 0; i < threads; i++)
        {
            var (first, end) = ((int)((long)count * i / threads), (int)((long)count * (i + 1) / threads));
            shares[i] = new Share { First = first, End = end, Next = end };
        }

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
        foreach (ref var share in shares.AsSpan())
        {
            Interlocked.Exchange(ref share.Next, share.First);
        }

        gate.Open();
        Take(own: 0);
        gate.AwaitEnd(this, static crew => Volatile.Read(ref crew.completed) == crew.count);
    }

    private void Serve(int worker)
    {
        while (gate.AwaitRound(worker))
        {
            Take(own: worker + 1);
        }
    }

    /// <summary>Takes indices until none is left, of one's own share first.</summary>
    private void Take(int own)
    {
        for (var i = 0; i < shares.Length; i++)
        {
            TakeFrom(ref shares[(own + i) % shares.Length]);
        }
    }

    private void TakeFrom(ref Share share)
    {
        var done = 0;
        while (Volatile.Read(ref share.Next) < share.End)
        {
            var first = Interlocked.Add(ref share.Next, portion) - portion;
            var last = Math.Min(first + portion, share.End);
            for (var i = first; i < last; i++)
            {
                work!(i);
            }

            done += Math.Max(0, last - first);
        }

        if (done > 0 && Interlocked.Add(ref completed, done) == count)
        {
            gate.SignalEnd();
        }
    }

    /// <summary>Indices from <see cref="First"/> to before <see cref="End"/>, in cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Share
    {
        [FieldOffset(0)]
        public int First;

        [FieldOffset(4)]
        public int End;

        /// <summary>Next index to take; past the end when there is nothing to do.</summary>
        [FieldOffset(64)]
        public int Next;
    }
}
