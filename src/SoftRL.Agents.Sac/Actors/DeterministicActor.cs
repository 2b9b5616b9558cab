using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>The deterministic policy tanh of a network, and the target that follows it by Polyak averaging.</summary>
/// <remarks>Owns its networks. Create it outside any dispose scope.</remarks>
internal sealed class DeterministicActor : IDisposable
{
    private readonly TrainedNetwork _trained;
    private readonly TargetNetwork _target;

    public DeterministicActor(NetworkShape shape, OptimizerSettings settings, ref Xoshiro256 random, Device device, MinibatchShards shards)
    {
        // The first actions are near the centre of the box.
        var gains = Enumerable.Repeat(0.01, shape.Outputs).ToArray();
        var first = new FeedForwardNetwork(shape, gains, ref random, device);
        var unused = random;
        _trained = new TrainedNetwork(first, settings, shards, () => new FeedForwardNetwork(shape, gains, ref unused, device));
        _target = new TargetNetwork(shape, _trained.Parameters, device, shards.Count);
    }

    public FlatParameters Parameters => _trained.Parameters;

    public double LastGradientNorm => _trained.LastGradientNorm;

    /// <summary>Actions in [−1, 1], <c>[B, A]</c>, differentiable by the shard given.</summary>
    public Tensor Actions(Tensor observations, int shard = 0) => _trained.NetworkOf(shard).call(observations).tanh();

    /// <summary>The target's actions, <c>[B, A]</c>, without gradient, for the shard given.</summary>
    public Tensor TargetActions(Tensor observations, int shard) => _target.Evaluate(observations, shard).tanh();

    /// <summary>Writes actions with normal noise of a standard deviation.</summary>
    public void Write(Tensor observations, UnitBox box, double noise, ref Xoshiro256 random, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        var host = _trained.Evaluate(observations);
        for (var index = 0; index < actions.Vectors.Length; index++)
        {
            box.Write(actions, index, Math.Tanh(host[index]) + (noise > 0 ? noise * random.NextGaussian() : 0));
        }
    }

    public void Differentiate(Tensor loss, int shard) => _trained.Differentiate(loss, shard);

    public double Step(long step) => _trained.Step(step);

    public void Track(double rate) => _target.Parameters.Track(_trained.Parameters, rate);

    public void Save(CheckpointWriter writer)
    {
        _trained.Save(writer, "actor");
        _target.Parameters.Save(writer, "actor-target.safetensors");
    }

    public void Load(Checkpoint checkpoint)
    {
        _trained.Load(checkpoint, "actor");
        _target.Parameters.Load(checkpoint, "actor-target.safetensors");
    }

    public void Dispose()
    {
        _trained.Dispose();
        _target.Dispose();
    }
}
