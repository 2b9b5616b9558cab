using System.Diagnostics;
using TorchSharp;

namespace SoftRL.Benchmarks;

/// <summary>What one call costs.</summary>
/// <param name="Median">Microseconds, median of the batches.</param>
/// <param name="Lowest">Microseconds, fastest batch.</param>
/// <param name="Highest">Microseconds, slowest batch.</param>
/// <param name="Bytes">Managed bytes allocated.</param>
/// <param name="LiveTensors">Tensors left alive; anything but 0 is a leak.</param>
internal sealed record Measurement(double Median, double Lowest, double Highest, double Bytes, double LiveTensors)
{
    private const int Batches = 7;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_batch = TimeSpan.FromMilliseconds(150);

    /// <summary>Measures an action: warm-up, then batches of equal length.</summary>
    /// <param name="action">The action.</param>
    /// <returns>Its cost.</returns>
    public static Measurement Of(Action action)
    {
        var calls = Calls(action, s_warmUp);
        calls = Math.Max(1, (long)(calls * (s_batch / s_warmUp)));
        var times = new double[Batches];
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var batch = 0; batch < Batches; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0L; call < calls; call++)
            {
                action();
            }

            times[batch] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
        }

        var total = (double)(Batches * calls);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount - tensors;
        Array.Sort(times);
        return new Measurement(times[Batches / 2], times[0], times[^1], bytes / total, tensors / total);
    }

    private static long Calls(Action action, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var calls = 0L;
        for (; Stopwatch.GetElapsedTime(start) < duration; calls++)
        {
            action();
        }

        return calls;
    }
}
