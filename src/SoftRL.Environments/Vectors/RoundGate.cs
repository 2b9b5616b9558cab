using System.Diagnostics;

namespace SoftRL.Environments;

/// <summary>
/// Starts rounds of work on waiting threads and waits for a round to end: both sides spin for a few microseconds, then
/// block.
/// </summary>
/// <remarks>
/// A side that is about to block announces it, then looks again at what it waits for; the other side changes that first
/// and looks for the announcement after. With full fences between, one of the two sees the other. A signal left over
/// from an earlier round only makes a wait look again.
/// </remarks>
internal sealed class RoundGate : IDisposable
{
    private static readonly long SpinTicks =
        Environment.ProcessorCount > 1 ? Stopwatch.Frequency / 1_000_000 * 10 : 0;

    private readonly AutoResetEvent[] wake;
    private readonly int[] asleep;
    private readonly int[] seen;
    private readonly AutoResetEvent ended = new(false);
    private int round;
    private int callerAsleep;
    private bool closed;

    public RoundGate(int workers)
    {
        wake = new AutoResetEvent[workers];
        asleep = new int[workers];
        seen = new int[workers];
        for (var i = 0; i < workers; i++)
        {
            wake[i] = new AutoResetEvent(false);
        }
    }

    /// <summary>Starts a round: everything written before is seen by the workers.</summary>
    public void Open()
    {
        Interlocked.Increment(ref round);
        for (var i = 0; i < wake.Length; i++)
        {
            if (Interlocked.Exchange(ref asleep[i], 0) == 1)
            {
                wake[i].Set();
            }
        }
    }

    /// <summary>Lets the workers go.</summary>
    public void Close()
    {
        Volatile.Write(ref closed, true);
        Open();
    }

    /// <summary>Waits for a round that this worker has not seen; false when the gate is closed.</summary>
    public bool AwaitRound(int worker)
    {
        var start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref round) == seen[worker])
        {
            if (Stopwatch.GetTimestamp() - start < SpinTicks)
            {
                Thread.SpinWait(8);
                continue;
            }

            Interlocked.Exchange(ref asleep[worker], 1);
            if (Volatile.Read(ref round) == seen[worker])
            {
                wake[worker].WaitOne();
            }
        }

        Interlocked.Exchange(ref asleep[worker], 0);
        seen[worker] = Volatile.Read(ref round);
        return !Volatile.Read(ref closed);
    }

    /// <summary>Tells a blocked caller that the round is over.</summary>
    public void SignalEnd()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref callerAsleep) == 1)
        {
            ended.Set();
        }
    }

    /// <summary>Waits until the condition holds, which whoever makes it hold follows with <see cref="SignalEnd"/>.</summary>
    public void AwaitEnd<TState>(TState state, Func<TState, bool> over)
    {
        var start = Stopwatch.GetTimestamp();
        while (!over(state))
        {
            if (Stopwatch.GetTimestamp() - start < SpinTicks)
            {
                Thread.SpinWait(8);
                continue;
            }

            Interlocked.Exchange(ref callerAsleep, 1);
            if (!over(state))
            {
                ended.WaitOne();
            }

            Interlocked.Exchange(ref callerAsleep, 0);
        }
    }

    public void Dispose()
    {
        ended.Dispose();
        foreach (var handle in wake)
        {
            handle.Dispose();
        }
    }
}
