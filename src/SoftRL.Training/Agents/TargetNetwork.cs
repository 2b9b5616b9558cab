using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>A copy of a trained network that targets are computed with. It follows the trained parameters by copies or by Polyak averaging, and is never differentiated.</summary>
/// <remarks>Owns its network. Create it outside any dispose scope.</remarks>
public sealed class TargetNetwork : IDisposable
{
    private readonly FeedForwardNetwork _network;
    private readonly HostForward?[] _hosts;

    /// <summary>Starts as a copy.</summary>
    /// <param name="shape">What the trained network looks like.</param>
    /// <param name="trained">Its parameters. Borrowed for the copy.</param>
    /// <param name="device">Where the copy lives.</param>
    /// <param name="shards">How many threads may ask it at once, positive.</param>
    public TargetNetwork(NetworkShape shape, FlatParameters trained, Device device, int shards = 1)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shards);
        // The weights drawn here are replaced.
        var unused = new Xoshiro256(0);
        _network = new FeedForwardNetwork(shape, new double[shape.Outputs], ref unused, device);
        Parameters = new FlatParameters(_network);
        Parameters.CopyFrom(trained);
        _hosts = new HostForward?[shards];
        for (var shard = 0; shard < shards; shard++)
        {
            _hosts[shard] = HostForward.For(_network, Parameters);
        }
    }

    /// <summary>The copy's parameters.</summary>
    public FlatParameters Parameters { get; }

    /// <summary>What the network gives for a batch, without gradient.</summary>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <param name="shard">Which thread asks, below the number of shards.</param>
    /// <returns><c>[B, Outputs]</c>, owned by the caller's scope.</returns>
    public Tensor Evaluate(Tensor observations, int shard = 0)
    {
        ArgumentNullException.ThrowIfNull(observations);
        if (_hosts[shard] is { } host && host.Takes(observations))
        {
            return host.Outputs(observations);
        }

        using var frozen = no_grad();
        return _network.call(observations);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        Parameters.Dispose();
    }
}
