using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>
/// Deep deterministic policy gradient (Lillicrap et al. 2016): a deterministic actor that climbs one critic, target networks for both, Gaussian exploration noise. The limit of
/// <see cref="SacAgent"/> without entropy, without twins and without a distribution.
/// </summary>
/// <remarks>Owns its networks, optimisers and replay memory. Networks and noise are of actions scaled to [−1, 1].</remarks>
public sealed class DdpgAgent : IMinibatchAgent
{
    private readonly DdpgOptions _options;
    private readonly UnitBox _box;
    private readonly DeterministicActor _actor;
    private readonly ActionInputs _inputs;
    private readonly CriticEnsemble _critic;
    private readonly MinibatchShards _shards;
    private readonly OffPolicyExperience _experience;
    private readonly double[] _criticLosses;
    private readonly double[] _actorLosses;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The replay memory is too small.</exception>
    /// <exception cref="OptionsException">The actions are no box.</exception>
    public DdpgAgent(DdpgOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        var actions = context.RequireBox("ddpg");
        var hidden = LayerWidths.Parse(options.Hidden);
        var random = new Xoshiro256(context.Seed);
        _box = new UnitBox(actions, context.Device);
        _inputs = new ActionInputs(context.Observation, actions.Dimension);
        _shards = new MinibatchShards(context.Shards, options.BatchSize);
        var shape = NetworkShape.For(TorsoKind.Mlp, context.Observation, hidden, actions.Dimension, options.Activation);
        _actor = new DeterministicActor(shape, Settings(options.ActorLearningRate, context), ref random, context.Device, _shards);
        _critic = new CriticEnsemble(1, _inputs.Shape(hidden, options.Activation), Settings(options.CriticLearningRate, context), ref random, context.Device, _shards);
        _experience = new OffPolicyExperience(context, new ReplaySettings
        {
            Capacity = options.ReplayCapacity,
            BatchSize = options.BatchSize,
            LearningStarts = options.LearningStarts,
            Minibatches = options.Minibatches,
            Discount = options.Discount,
        }, _shards);
        (_criticLosses, _actorLosses) = (new double[context.Shards], new double[context.Shards]);
        Parameters = [_actor.Parameters, _critic.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<DdpgOptions>(
        "ddpg", "Deep deterministic policy gradient from replay: the deterministic baseline of sac", (options, context) => new DdpgAgent(options, context), environments: 1);

    /// <inheritdoc/>
    public int RolloutLength => _options.TrainEvery;

    /// <inheritdoc/>
    public int Shards => _shards.Count;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions) => ActGreedily(observations, actions);

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        var unused = default(Xoshiro256);
        _actor.Write(observations, _box, 0, ref unused, actions);
    }

    /// <inheritdoc/>
    public void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        if (_experience.IsWarmingUp)
        {
            _box.WriteRandom(ref random, actions);
        }
        else
        {
            _actor.Write(observations, _box, _options.Noise, ref random, actions);
        }
    }

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report) => _experience.Learn(rollout, step, report, Learn);

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _actor.Save(writer);
        _critic.Save(writer);
        _experience.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        LoadPolicy(checkpoint);
        _critic.Load(checkpoint);
        _experience.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void LoadPolicy(Checkpoint checkpoint) => _actor.Load(checkpoint);

    /// <inheritdoc/>
    public void Dispose()
    {
        _shards.Dispose();
        _actor.Dispose();
        _critic.Dispose();
        _experience.Dispose();
        _box.Dispose();
    }

    private OptimizerSettings Settings(Schedule learningRate, AgentContext context)
        => new(OptimizerKind.Adam, learningRate, _options.Decay, _options.Epsilon, double.PositiveInfinity, context.RunSteps);

    private UpdateReport? Learn(long step, bool report)
    {
        _experience.Share(shard => DifferentiateCritic(shard, report));
        _critic.Step(step);
        _experience.Share(shard => DifferentiateActor(shard, report));
        var learningRate = _actor.Step(step);
        _critic.Track(_options.TargetRate);
        _actor.Track(_options.TargetRate);
        // A deterministic policy over real-valued actions has neither an entropy nor a divergence.
        return report ? new UpdateReport(_shards.Mean(_actorLosses), _shards.Mean(_criticLosses), double.NaN, double.NaN, _actor.LastGradientNorm, learningRate) : null;
    }

    private void DifferentiateCritic(int shard, bool report)
    {
        using var scope = NewDisposeScope();
        var rows = _experience.Part(shard);
        var q = _critic.Trained(cat([_inputs.Features(rows.Observations), _box.Scaled(rows.Actions)], 1), shard).select(0, 0).squeeze(-1);
        var loss = SacCriticLoss.Mean(q, Targets(rows, shard));
        _critic.Differentiate(loss, shard);
        _criticLosses[shard] = report ? loss.cpu().item<float>() : 0;
    }

    private void DifferentiateActor(int shard, bool report)
    {
        using var scope = NewDisposeScope();
        var observations = _experience.Part(shard).Observations;
        var loss = _critic.Smallest(cat([_inputs.Features(observations), _actor.Actions(observations, shard)], 1)).mean().neg();
        _actor.Differentiate(loss, shard);
        _actorLosses[shard] = report ? loss.cpu().item<float>() : 0;
    }

    // y = r + γ Q'(s', μ'(s')), without gradient.
    private Tensor Targets(ReplayBatch rows, int shard)
    {
        using var frozen = no_grad();
        var next = rows.NextObservations;
        var values = _critic.SmallestTarget(cat([_inputs.Features(next), _actor.TargetActions(next, shard)], 1)).squeeze(-1);
        return addcmul(rows.Returns, rows.BootstrapDiscounts, values, 1);
    }
}
