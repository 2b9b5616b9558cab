namespace SoftRL.Tests;

internal static class Allocations
{
    /// <summary>The least that any of five runs of an action allocates on this thread, in bytes. The runtime grows tables of its own, such as that of type casts, on whichever thread happens to fill them.</summary>
    public static long Least(Action action)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
