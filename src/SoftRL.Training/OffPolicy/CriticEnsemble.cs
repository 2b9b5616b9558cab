using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>One critic or two, and the targets that follow them by Polyak averaging.</summary>
/// <remarks>Owns its networks. Create it outside any dispose scope.</remarks>
public sealed class CriticEnsemble : IDisposable
{
    private readonly TrainedNetwork _trained;
    private readonly EnsembleNetwork _target;
    private readonly FlatParameters _targetParameters;
    private readonly EnsembleNetwork _frozen;

    /// <summary>Builds the critics and draws their weights; the targets start as copies.</summary>
    /// <param name="count">1 or 2.</param>
    /// <param name="shape">Of one critic.</param>
    /// <param name="settings">How they are optimised.</param>
    /// <param name="random">Source of the initial weights; advanced.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <param name="shards">Who shares the minibatches; one thread alone when omitted. Borrowed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is neither 1 nor 2.</exception>
    public CriticEnsemble(int count, NetworkShape shape, OptimizerSettings settings, ref Xoshiro256 random, Device device, MinibatchShards? shards = null)
    {
        if (count is not (1 or 2))
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "count is the number of critics; allowed: 1, 2.");
        }

        var first = new EnsembleNetwork(count, shape, ref random, device);
        // The weights that the others draw are replaced.
        var unused = random;
        _trained = new TrainedNetwork(first, settings, shards, () => new EnsembleNetwork(count, shape, ref unused, device));
        _target = new EnsembleNetwork(count, shape, ref unused, device);
        _targetParameters = new FlatParameters(_target);
        _targetParameters.CopyFrom(_trained.Parameters);
        _frozen = new EnsembleNetwork(count, shape, ref unused, device);
        _trained.Parameters.LendTo(_frozen);
    }

    /// <summary>Parameters of the trained critics. Owned by this object.</summary>
    public FlatParameters Parameters => _trained.Parameters;

    /// <summary>Parameters of the targets. Owned by this object.</summary>
    public FlatParameters TargetParameters => _targetParameters;

    /// <summary>Q of every trained critic, with gradient to the parameters.</summary>
    /// <param name="input">What a critic reads, <c>[B, …]</c>. Borrowed.</param>
    /// <param name="shard">Who differentiates; the first shard unless given.</param>
    /// <returns><c>[C, B, Outputs]</c>, C critics; owned by the caller's scope.</returns>
    public Tensor Trained(Tensor input, int shard = 0) => _trained.NetworkOf(shard).call(input);

    /// <summary>The smallest Q of the trained critics; its gradient goes to the input alone. All shards may ask at the same time.</summary>
    /// <param name="input">What a critic reads, <c>[B, …]</c>. Borrowed.</param>
    /// <returns><c>[B, Outputs]</c>; owned by the caller's scope.</returns>
    public Tensor Smallest(Tensor input) => _frozen.Smallest(input);

    /// <summary>The smallest Q of the targets. All shards may ask at the same time, without gradient.</summary>
    /// <param name="input">What a critic reads, <c>[B, …]</c>. Borrowed.</param>
    /// <returns><c>[B, Outputs]</c>; owned by the caller's scope.</returns>
    public Tensor SmallestTarget(Tensor input) => _target.Smallest(input);

    /// <summary>Takes one optimiser step against the gradient of a loss over a whole minibatch.</summary>
    /// <param name="loss">A scalar that depends on <see cref="Trained"/>. Borrowed.</param>
    /// <param name="step">Environment steps so far.</param>
    public void Minimise(Tensor loss, long step) => _trained.Minimise(loss, step);

    /// <summary>Replaces a shard's gradients by those of a loss over its rows.</summary>
    /// <param name="loss">A scalar that depends on <see cref="Trained"/> of that shard. Borrowed.</param>
    /// <param name="shard">The shard's number.</param>
    public void Differentiate(Tensor loss, int shard) => _trained.Differentiate(loss, shard);

    /// <summary>Takes one optimiser step against the gradients of all shards.</summary>
    /// <param name="step">Environment steps so far.</param>
    public void Step(long step) => _trained.Step(step);

    /// <summary>Moves the targets towards the trained critics (Polyak averaging).</summary>
    /// <param name="rate">Share of the way, in [0, 1].</param>
    public void Track(double rate) => _targetParameters.Track(_trained.Parameters, rate);

    /// <summary>Writes critics, optimiser and targets.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    public void Save(CheckpointWriter writer)
    {
        _trained.Save(writer, "critics");
        _targetParameters.Save(writer, "targets.safetensors");
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">The checkpoint. Borrowed.</param>
    public void Load(Checkpoint checkpoint)
    {
        _trained.Load(checkpoint, "critics");
        _targetParameters.Load(checkpoint, "targets.safetensors");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _frozen.Dispose();
        _trained.Dispose();
        _target.Dispose();
        _targetParameters.Dispose();
    }
}
