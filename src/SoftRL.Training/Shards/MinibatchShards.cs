using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>K threads that share the work on every minibatch of B transitions: shard k has the rows k·B/K to (k + 1)·B/K − 1 and always the same thread, the first shard that of the caller.</summary>
/// <remarks>The threads start with the first work and end when this object is disposed. It has one caller.</remarks>
public sealed class MinibatchShards : IDisposable
{
    private ShardCrew? _crew;

    /// <summary>Divides minibatches.</summary>
    /// <param name="count">K, positive.</param>
    /// <param name="transitions">B, positive.</param>
    /// <exception cref="OptionsException">There are more shards than transitions.</exception>
    public MinibatchShards(int count, int transitions)
    {
        Count = Require.Positive(count);
        Transitions = Require.Positive(transitions);
        if (count > transitions)
        {
            throw new OptionsException($"shards is {count}; each needs a transition of every minibatch. Allowed: 1 to {transitions}, the size of a minibatch.");
        }
    }

    /// <summary>K.</summary>
    public int Count { get; }

    /// <summary>B.</summary>
    public int Transitions { get; }

    /// <summary>The first row of a shard.</summary>
    /// <param name="shard">0 … K; for K, B.</param>
    /// <returns>0 … B.</returns>
    public int First(int shard) => (int)((long)shard * Transitions / Count);

    /// <summary>How many rows a shard has.</summary>
    /// <param name="shard">0 … K − 1.</param>
    /// <returns>1 or more.</returns>
    public int Rows(int shard) => First(shard + 1) - First(shard);

    /// <summary>The rows of a shard in something that belongs to the whole minibatch.</summary>
    /// <param name="minibatch"><c>[B, …]</c>. Borrowed.</param>
    /// <param name="shard">0 … K − 1.</param>
    /// <returns>A view of the rows, owned by the caller's scope.</returns>
    public Tensor RowsOf(Tensor minibatch, int shard)
    {
        ArgumentNullException.ThrowIfNull(minibatch);
        return minibatch.narrow(0, First(shard), Rows(shard));
    }

    /// <summary>A shard's part of the minibatch, by which its gradient counts.</summary>
    /// <param name="shard">0 … K − 1.</param>
    /// <returns>In (0, 1]; all together are 1.</returns>
    public double Share(int shard) => (double)Rows(shard) / Transitions;

    /// <summary>The mean over a minibatch from the means over the shards' rows, added in order.</summary>
    /// <param name="figures">K means.</param>
    /// <returns>Their mean, weighted by share.</returns>
    public double Mean(ReadOnlySpan<double> figures)
    {
        var mean = 0.0;
        for (var shard = 0; shard < Count; shard++)
        {
            mean += Share(shard) * figures[shard];
        }

        return mean;
    }

    /// <summary>Runs an action for every shard at the same time, and returns when all are done.</summary>
    /// <param name="work">Takes the shard's number, on the shard's thread. What it throws, the shard of the lowest number first, is thrown here.</param>
    public void Run(Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Count == 1)
        {
            work(0);
            return;
        }

        _crew ??= new ShardCrew(Count);
        _crew.Run(work);
    }

    /// <inheritdoc/>
    public void Dispose() => _crew?.Dispose();
}
