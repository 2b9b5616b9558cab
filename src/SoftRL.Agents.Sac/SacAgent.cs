using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>
/// Soft actor-critic over a box of actions (Haarnoja et al. 2018b) with a reference policy: a tanh-squashed Gaussian actor trained by reparameterisation against the smaller of two
/// critics, whose targets charge τ (ln π − ln π₀).
/// </summary>
/// <remarks>Owns its networks, optimisers, replay memory and reference policy. Networks, densities and entropies are of actions scaled to [−1, 1]. Equations SD-… of docs/math/sac-and-dspg.md.</remarks>
public sealed class SacAgent : IMinibatchAgent, IDensityPolicy
{
    private readonly SacOptions _options;
    private readonly UnitBox _box;
    private readonly SquashedGaussianActor _actor;
    private readonly ActionInputs _inputs;
    private readonly CriticEnsemble _critics;
    private readonly Temperature _temperature;
    private readonly DensityReference _reference;
    private readonly MinibatchShards _shards;
    private readonly OffPolicyExperience _experience;
    private readonly GaussianNoise _targetNoise;
    private readonly GaussianNoise _actorNoise;
    private readonly MinibatchColumn _logProbabilities;
    private readonly MinibatchColumn _logRatios;
    private readonly double[] _criticLosses;
    private readonly double[] _actorLosses;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The replay memory is too small.</exception>
    /// <exception cref="OptionsException">The actions are no box, or options contradict each other.</exception>
    public SacAgent(SacOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        var actions = context.RequireBox("sac");
        Check(options);
        var settings = Settings(options, context);
        var random = new Xoshiro256(context.Seed);
        _reference = DensityReference.For(options.Reference, actions.Dimension, context);
        _temperature = new Temperature(options, _reference.IsFlat, -actions.Dimension, settings, context.Device);
        _box = new UnitBox(actions, context.Device);
        _shards = new MinibatchShards(context.Shards, options.BatchSize);
        _actor = new SquashedGaussianActor(
            NetworkShape.For(TorsoKind.Mlp, context.Observation, LayerWidths.Parse(options.Hidden), 2 * actions.Dimension, options.Activation),
            new SquashedGaussianHead(actions.Dimension, options.MinLogScale, options.MaxLogScale), settings, ref random, context.Device, _shards);
        _inputs = new ActionInputs(context.Observation, actions.Dimension);
        _critics = new CriticEnsemble(2, _inputs.Shape(LayerWidths.Parse(options.Hidden), options.Activation), settings, ref random, context.Device, _shards);
        _experience = new OffPolicyExperience(context, new ReplaySettings
        {
            Capacity = options.ReplayCapacity,
            BatchSize = options.BatchSize,
            LearningStarts = options.LearningStarts,
            Minibatches = options.Minibatches,
            Discount = options.Discount,
        }, _shards);
        _targetNoise = new GaussianNoise(options.BatchSize, actions.Dimension, context.Device);
        _actorNoise = new GaussianNoise(options.BatchSize, actions.Dimension, context.Device);
        _logProbabilities = new MinibatchColumn(_shards, context.Device);
        _logRatios = new MinibatchColumn(_shards, context.Device);
        (_criticLosses, _actorLosses) = (new double[context.Shards], new double[context.Shards]);
        Parameters = [_actor.Trained.Parameters, _critics.Parameters, .. _temperature.Parameters];
    }

    /// <summary>The agent as applications list it; the actions choose between this class and <see cref="DiscreteSacAgent"/>.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<SacOptions>(
        "sac",
        "Soft actor-critic from replay: twin critics, tuned temperature, real-valued or discrete actions",
        (options, context) => context.Actions is BoxActions ? new SacAgent(options, context) : new DiscreteSacAgent(options, context),
        environments: 1);

    /// <inheritdoc/>
    public int RolloutLength => _options.TrainEvery;

    /// <inheritdoc/>
    public int Shards => _shards.Count;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions) => _actor.Write(observations, _box, ref random, actions);

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions) => _actor.WriteGreedy(observations, _box, actions);

    /// <inheritdoc/>
    public void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        if (_experience.IsWarmingUp)
        {
            _box.WriteRandom(ref random, actions);
        }
        else
        {
            Act(observations, ref random, actions);
        }
    }

    /// <inheritdoc/>
    public Tensor LogDensity(Tensor observations, Tensor unsquashed) => _actor.LogDensity(observations, unsquashed);

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report) => _experience.Learn(rollout, step, report, Learn);

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _actor.Trained.Save(writer, "actor");
        _critics.Save(writer);
        _temperature.Save(writer);
        _experience.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        LoadPolicy(checkpoint);
        _critics.Load(checkpoint);
        _temperature.Load(checkpoint);
        _experience.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void LoadPolicy(Checkpoint checkpoint) => _actor.Trained.Load(checkpoint, "actor");

    /// <inheritdoc/>
    public void Dispose()
    {
        _shards.Dispose();
        _actor.Dispose();
        _critics.Dispose();
        _temperature.Dispose();
        _reference.Dispose();
        _experience.Dispose();
        _targetNoise.Dispose();
        _actorNoise.Dispose();
        _logProbabilities.Dispose();
        _logRatios.Dispose();
        _box.Dispose();
    }

    internal static OptimizerSettings Settings(SacOptions options, AgentContext context)
        => new(OptimizerKind.Adam, options.LearningRate, options.Decay, options.Epsilon, double.PositiveInfinity, context.RunSteps);

    private UpdateReport? Learn(long step, bool report)
    {
        var temperature = _temperature.Value;
        var (forTargets, forActor) = (_targetNoise.Next(ref _experience.Draws), _actorNoise.Next(ref _experience.Draws));
        _experience.Share(shard => DifferentiateCritics(shard, temperature, forTargets, report));
        _critics.Step(step);
        _experience.Share(shard => DifferentiateActor(shard, temperature, forActor, report));
        var learningRate = _actor.Trained.Step(step);
        var entropies = _logProbabilities.Values.neg();
        _temperature.Tune(entropies, _logRatios.Values, step);
        _critics.Track(_options.TargetRate);
        return report ? Report(entropies, temperature, learningRate) : null;
    }

    private void DifferentiateCritics(int shard, Tensor temperature, Tensor noise, bool report)
    {
        using var scope = NewDisposeScope();
        var rows = _experience.Part(shard);
        var targets = Targets(rows, shard, temperature, noise);
        var q = _critics.Trained(cat([_inputs.Features(rows.Observations), _box.Scaled(rows.Actions)], 1), shard).squeeze(-1);
        var loss = SacCriticLoss.EnsembleMean(q, targets);
        _critics.Differentiate(loss, shard);
        _criticLosses[shard] = report ? loss.cpu().item<float>() : 0;
    }

    private void DifferentiateActor(int shard, Tensor temperature, Tensor noise, bool report)
    {
        using var scope = NewDisposeScope();
        var observations = _experience.Part(shard).Observations;
        var sample = _actor.Sample(observations, _shards.RowsOf(noise, shard), shard);
        var logRatio = _reference.LogRatio(sample.LogProbabilities, observations, sample.PreSquash);
        var judged = _critics.Smallest(cat([_inputs.Features(observations), sample.Actions], 1)).squeeze(-1);
        // τ is a number on the device: the loss is given τ (ln π − ln π₀) and the temperature 1.
        var loss = SacActorLoss.Continuous(logRatio * temperature, judged, 1.0);
        _actor.Trained.Differentiate(loss, shard);
        _logProbabilities.Write(shard, sample.LogProbabilities);
        _logRatios.Write(shard, logRatio);
        _actorLosses[shard] = report ? loss.cpu().item<float>() : 0;
    }

    // y = r + γ (min Q'(s', a') − τ (ln π − ln π₀)(a'|s')), without gradient; a' is drawn by the current actor.
    private Tensor Targets(ReplayBatch rows, int shard, Tensor temperature, Tensor noise)
    {
        using var frozen = no_grad();
        var next = rows.NextObservations;
        var sample = _actor.Sample(next, _shards.RowsOf(noise, shard), shard);
        var logRatio = _reference.LogRatio(sample.LogProbabilities, next, sample.PreSquash);
        var q = _critics.SmallestTarget(cat([_inputs.Features(next), sample.Actions], 1)).squeeze(-1);
        return addcmul(rows.Returns, rows.BootstrapDiscounts, SoftBellmanTargets.SampledValue(q, logRatio * temperature, 1.0), 1);
    }

    private UpdateReport Report(Tensor entropies, Tensor temperature, double learningRate) => new(
        _shards.Mean(_actorLosses),
        _shards.Mean(_criticLosses),
        entropies.mean().cpu().item<float>(),
        _logRatios.Values.mean().cpu().item<float>(),
        _actor.Trained.LastGradientNorm,
        learningRate,
        temperature.cpu().item<float>());

    private static void Check(SacOptions options)
    {
        if (options.MinLogScale >= options.MaxLogScale)
        {
            throw new OptionsException($"min-log-scale is {options.MinLogScale} and max-log-scale {options.MaxLogScale}; the smallest must be below the largest.");
        }

        if (options.Torso is not (TorsoKind.Auto or TorsoKind.Mlp))
        {
            throw new OptionsException($"torso is {options.Torso}; with real-valued actions 'sac' has an MLP over the flattened observation.");
        }
    }
}
