using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Dqn;

/// <summary>The trained network and the target network of DQN, with one output per action, or a value and advantages.</summary>
internal sealed class QNetwork : IDisposable
{
    private readonly TrainedNetwork _trained;
    private readonly TargetNetwork _target;
    private readonly bool _dueling;
    private readonly int _actions;

    public QNetwork(DqnOptions options, AgentContext context, MinibatchShards shards)
    {
        _actions = ((DiscreteActions)context.Actions).Count;
        _dueling = options.Dueling;
        var shape = NetworkShape.For(options.Torso, context.Observation, LayerWidths.Parse(options.Hidden), Outputs);
        var gains = Enumerable.Repeat(1.0, Outputs).ToArray();
        var random = new Xoshiro256(context.Seed);
        var settings = new OptimizerSettings(options.Optimizer, options.LearningRate, options.Decay, options.Epsilon, options.MaxGradientNorm, context.RunSteps);
        var first = new FeedForwardNetwork(shape, gains, ref random, context.Device);
        var unused = random;
        _trained = new TrainedNetwork(first, settings, shards, () => new FeedForwardNetwork(shape, gains, ref unused, context.Device));
        _target = new TargetNetwork(shape, _trained.Parameters, context.Device, shards.Count);
    }

    public FlatParameters Parameters => _trained.Parameters;

    public double LastGradientNorm => _trained.LastGradientNorm;

    /// <summary>Q of the trained network, <c>[B, A]</c>, differentiable by the shard given.</summary>
    public Tensor Q(Tensor observations, int shard = 0) => Combine(_trained.NetworkOf(shard).call(observations));

    /// <summary>Numbers per row of <see cref="Scores"/>.</summary>
    public int Outputs => _actions + (_dueling ? 1 : 0);

    /// <summary>Rows of <see cref="Outputs"/> numbers for acting, of which the first are Q up to a constant of the row.</summary>
    public ReadOnlySpan<float> Scores(Tensor observations) => _trained.Evaluate(observations);

    /// <summary>Q of the target network, <c>[B, A]</c>, without gradient, for the shard given.</summary>
    public Tensor TargetQ(Tensor observations, int shard) => Combine(_target.Evaluate(observations, shard));

    public void Differentiate(Tensor loss, int shard) => _trained.Differentiate(loss, shard);

    public double Step(long step) => _trained.Step(step);

    public void UpdateTarget() => _target.Parameters.CopyFrom(_trained.Parameters);

    public void Save(CheckpointWriter writer)
    {
        _trained.Save(writer);
        _target.Parameters.Save(writer, "target.safetensors");
    }

    public void Load(Checkpoint checkpoint)
    {
        _trained.Load(checkpoint);
        _target.Parameters.Load(checkpoint, "target.safetensors");
    }

    public void Dispose()
    {
        _trained.Dispose();
        _target.Dispose();
    }

    private Tensor Combine(Tensor output)
    {
        if (!_dueling)
        {
            return output;
        }

        var advantages = output.narrow(1, 0, _actions);
        return output.narrow(1, _actions, 1) + advantages - advantages.mean([1], keepdim: true);
    }
}
