using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Dspg;

/// <summary>The target actor: a policy that follows the trained one by Polyak averaging and is never differentiated.</summary>
/// <remarks>Owns its network. Create it outside any dispose scope.</remarks>
internal sealed class TargetPolicy : IDisposable
{
    private const string Part = "actor-target.safetensors";

    private readonly FeedForwardNetwork _network;
    private readonly FlatParameters _parameters;
    private readonly SquashedGaussianHead _head;

    /// <summary>Starts as a copy of the trained actor.</summary>
    public TargetPolicy(NetworkShape shape, SquashedGaussianHead head, FlatParameters trained, Device device)
    {
        _head = head;
        // The weights drawn here are replaced.
        var unused = new Xoshiro256(0);
        _network = new FeedForwardNetwork(shape, SquashedGaussianActor.Gains(head), ref unused, device);
        _parameters = new FlatParameters(_network);
        _parameters.CopyFrom(trained);
    }

    /// <summary>Draws M actions per state, as <see cref="SquashedGaussianHead.Draw"/>.</summary>
    public SquashedSample Draw(Tensor observations, Tensor noise) => _head.Draw(_network.call(observations), noise);

    /// <summary>Moves towards the trained actor.</summary>
    public void Track(FlatParameters trained, double rate) => _parameters.Track(trained, rate);

    public void Save(CheckpointWriter writer)
        => _parameters.Save(writer, Part);

    public void Load(Checkpoint checkpoint)
        => _parameters.Load(checkpoint, Part);

    public void Dispose()
    {
        _network.Dispose();
        _parameters.Dispose();
    }
}
