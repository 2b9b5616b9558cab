using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Runs one action for every shard, each on a thread of its own, the first on the caller's.</summary>
/// <remarks>A shard always has the same thread, so tensors, dispose scopes and caches of a shard stay where they are.</remarks>
internal sealed class ShardCrew : IDisposable
{
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _starts;
    private readonly SemaphoreSlim _ends = new(0);
    private readonly Exception?[] _failures;
    private Action<int>? _work;

    public ShardCrew(int shards)
    {
        _failures = new Exception?[shards];
        _starts = Enumerable.Range(1, shards - 1).Select(_ => new SemaphoreSlim(0)).ToArray();
        _threads = Enumerable.Range(1, shards - 1).Select(shard => new Thread(() => Serve(shard)) { IsBackground = true, Name = $"shard {shard}" }).ToArray();
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Runs the action for every shard and returns when all are done; throws what the shard of the lowest number threw.</summary>
    public void Run(Action<int> work)
    {
        _work = work;
        foreach (var start in _starts)
        {
            start.Release();
        }

        Attempt(0);
        foreach (var _ in _threads)
        {
            _ends.Wait();
        }

        if (_failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            Array.Clear(_failures);
            ExceptionDispatchInfo.Throw(first);
        }
    }

    public void Dispose()
    {
        _work = null;
        foreach (var start in _starts)
        {
            start.Release();
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        foreach (var start in _starts)
        {
            start.Dispose();
        }

        _ends.Dispose();
    }

    private void Serve(int shard)
    {
        // OpenMP keeps the number of threads per thread.
        set_num_threads(1);
        _starts[shard - 1].Wait();
        while (_work is not null)
        {
            Attempt(shard);
            _ends.Release();
            _starts[shard - 1].Wait();
        }
    }

    private void Attempt(int shard)
    {
        try
        {
            _work!(shard);
        }
        catch (Exception failure)
        {
            _failures[shard] = failure;
        }
    }
}
