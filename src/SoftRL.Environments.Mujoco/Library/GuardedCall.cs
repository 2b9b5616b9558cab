using System.Runtime.ExceptionServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>
/// Native work on a thread of its own, so that an error that MuJoCo reports there, from whose handler it must not return, can
/// be an exception here. The failed thread sleeps until the process ends, and what it had allocated is lost.
/// </summary>
internal sealed class GuardedCall
{
    [ThreadStatic]
    private static GuardedCall? t_current;

    private readonly TaskCompletionSource<string?> nativeError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ExceptionDispatchInfo? exception;

    private GuardedCall()
    {
    }

    /// <summary>The guarded call that runs on this thread; null when there is none.</summary>
    public static GuardedCall? Current => t_current;

    /// <summary>Runs <paramref name="work"/>.</summary>
    /// <exception cref="NativeErrorException">MuJoCo reported an error.</exception>
    public static T Run<T>(Func<T> work)
    {
        var call = new GuardedCall();
        T? result = default;
        new Thread(() => call.Execute(() => result = work())) { IsBackground = true, Name = "MuJoCo" }.Start();
        if (call.nativeError.Task.GetAwaiter().GetResult() is { } error)
        {
            throw new NativeErrorException(error);
        }

        call.exception?.Throw();
        return result!;
    }

    /// <summary>Called on the failed thread; never returns.</summary>
    public void FailAndPark(string error)
    {
        nativeError.SetResult(error);
        Thread.Sleep(Timeout.Infinite);
    }

    private void Execute(Action work)
    {
        t_current = this;
#pragma warning disable CA1031 // Every exception is handed to the caller.
        try
        {
            work();
        }
        catch (Exception thrown)
        {
            exception = ExceptionDispatchInfo.Capture(thrown);
        }
#pragma warning restore CA1031
        t_current = null;
        nativeError.SetResult(null);
    }
}
