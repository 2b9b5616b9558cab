using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Runs one action for every shard, each on a thread of its own, the first on the caller's.</summary>
/// <remarks>A shard always has the same thread, so tensors, dispose scopes and caches of a shard stay where they are.</remarks>
internal sealed class ShardCrew : IDisposable
{
    private readonly Thread[] _threads;
    private readonly ShardSignal _start;
    private readonly ShardSignal[] _ends;
    private readonly Exception?[] _failures;
    private Action<int>? _work;
    private long _turn;

    public ShardCrew(int shards)
    {
        _failures = new Exception?[shards];
        var looks = shards <= Environment.ProcessorCount;
        _start = new ShardSignal(looks);
        _ends = Enumerable.Range(1, shards - 1).Select(_ => new ShardSignal(looks)).ToArray();
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
        _turn++;
        _start.Raise();
        Attempt(0);
        foreach (var end in _ends)
        {
            end.WaitFor(_turn);
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
        _start.Raise();
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Serve(int shard)
    {
        // OpenMP keeps the number of threads per thread.
        set_num_threads(1);
        for (var turn = 1L; ; turn++)
        {
            _start.WaitFor(turn);
            if (_work is null)
            {
                return;
            }

            Attempt(shard);
            _ends[shard - 1].Raise();
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
