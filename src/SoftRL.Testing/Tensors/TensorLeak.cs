using TorchSharp;

namespace SoftRL.Testing;

/// <summary>Finds tensors that an action leaves alive.</summary>
/// <remarks>It compares the number of live tensors that the calling thread has made, before and after. The count is per thread:
/// a finaliser cannot hide a leak, and work handed to another thread is not seen.</remarks>
public static class TensorLeak
{
    /// <summary>Fails unless the action disposes every tensor it creates, and none that it found.</summary>
    /// <param name="action">The code under test, run once on the calling thread. It disposes its results itself, or wraps
    /// itself in a dispose scope.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="TensorCheckException">The number of live tensors changed; the message says by how many.</exception>
    public static void AssertNone(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        action();
        var change = DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
        if (change != 0)
        {
            throw new TensorCheckException(change > 0
                ? $"{change} tensor(s) left alive: {before} before, {before + change} after."
                : $"{-change} tensor(s) disposed that the action did not create: {before} before, {before + change} after.");
        }
    }
}
