using System.Diagnostics;

namespace SoftRL.Training;

/// <summary>A count of turns that one thread raises and others wait for.</summary>
/// <param name="looks">Whether a waiting thread looks for a while before it sleeps: waking it takes longer than most waits between the shards of an update.</param>
/// <remarks>A thread that looks gives its processor to whatever else wants to run.</remarks>
internal sealed class ShardSignal(bool looks)
{
    private static readonly long s_patience = Stopwatch.Frequency / 2_000;

    private readonly object _gate = new();
    private long _turns;

    /// <summary>Ends a turn: who waits for it goes on and sees all that was written before.</summary>
    public void Raise()
    {
        lock (_gate)
        {
            _turns++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Returns when so many turns have ended.</summary>
    /// <param name="turn">1 for the first.</param>
    public void WaitFor(long turn)
    {
        var since = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (looks && Stopwatch.GetTimestamp() - since < s_patience)
        {
            if (Volatile.Read(ref _turns) >= turn)
            {
                return;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }

        lock (_gate)
        {
            while (_turns < turn)
            {
                Monitor.Wait(_gate);
            }
        }
    }
}
