namespace TorchSharp;

/// <summary>The current thread's innermost dispose scope and its statistics.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager t_manager;

    internal static DisposeScopeManager OfThread => t_manager ??= new DisposeScopeManager();

    internal readonly ThreadDisposeScopeStatistics Counts = new();
    internal DisposeScope Current;

    /// <summary>What the current thread created, disposed and moved.</summary>
    public static ThreadDisposeScopeStatistics Statistics => OfThread.Counts;

    internal DisposeScope Register(torch.Tensor tensor)
    {
        var scope = Current;
        if (scope is null)
        {
            Counts.TensorStatistics.CreatedOutsideScopeCount++;
            return null;
        }

        Counts.TensorStatistics.CreatedInScopeCount++;
        scope.Add(tensor);
        return scope;
    }
}
