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
public sealed class SacAgent : IAgent, IDensityPolicy
{
    private readonly SacOptions _options;
    private readonly UnitBox _box;
    private readonly SquashedGaussianActor _actor;
    private readonly ActionInputs _inputs;
    private readonly CriticEnsemble _critics;
    private readonly Temperature _temperature;
    private readonly DensityReference _reference;
    private readonly OffPolicyExperience _experience;
    private readonly GaussianNoise _noise;

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
        _actor = new SquashedGaussianActor(
            NetworkShape.For(TorsoKind.Mlp, context.Observation, LayerWidths.Parse(options.Hidden), 2 * actions.Dimension, options.Activation),
            new SquashedGaussianHead(actions.Dimension, options.MinLogScale, options.MaxLogScale), settings, ref random, context.Device);
        _inputs = new ActionInputs(context.Observation, actions.Dimension);
        _critics = new CriticEnsemble(2, _inputs.Shape(LayerWidths.Parse(options.Hidden), options.Activation), settings, ref random, context.Device);
        _experience = new OffPolicyExperience(context, new ReplaySettings
        {
            Capacity = options.ReplayCapacity,
            BatchSize = options.BatchSize,
            LearningStarts = options.LearningStarts,
            Minibatches = options.Minibatches,
            Discount = options.Discount,
        });
        _noise = new GaussianNoise(options.BatchSize, actions.Dimension, context.Device);
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
        _actor.Dispose();
        _critics.Dispose();
        _temperature.Dispose();
        _reference.Dispose();
        _experience.Dispose();
        _noise.Dispose();
        _box.Dispose();
    }

    internal static OptimizerSettings Settings(SacOptions options, AgentContext context)
        => new(OptimizerKind.Adam, options.LearningRate, options.Decay, options.Epsilon, double.PositiveInfinity, context.RunSteps);

    private UpdateReport? Learn(long step, bool report)
    {
        var batch = _experience.Batch;
        var observations = batch.Observations;
        var features = _inputs.Features(observations);
        var temperature = _temperature.Value;
        var targets = Targets(batch, temperature);
        var q = _critics.Trained(cat([features, _box.Scaled(batch.Actions)], 1)).squeeze(-1);
        var criticLoss = SacCriticLoss.EnsembleMean(q, targets);
        _critics.Minimise(criticLoss, step);

        var sample = _actor.Sample(observations, _noise.Next(ref _experience.Draws));
        var logRatio = _reference.LogRatio(sample.LogProbabilities, observations, sample.PreSquash);
        var judged = _critics.Smallest(cat([features, sample.Actions], 1)).squeeze(-1);
        // τ is a number on the device: the loss is given τ (ln π − ln π₀) and the temperature 1.
        var actorLoss = SacActorLoss.Continuous(logRatio * temperature, judged, 1.0);
        var learningRate = _actor.Trained.Minimise(actorLoss, step);
        _temperature.Tune(sample.LogProbabilities.detach().neg(), logRatio, step);
        _critics.Track(_options.TargetRate);
        return report ? Report(actorLoss, criticLoss, sample.LogProbabilities, logRatio, temperature, learningRate) : null;
    }

    // y = r + γ (min Q'(s', a') − τ (ln π − ln π₀)(a'|s')), without gradient; a' is drawn by the current actor.
    private Tensor Targets(ReplayBatch batch, Tensor temperature)
    {
        using var frozen = no_grad();
        var next = batch.NextObservations;
        var sample = _actor.Sample(next, _noise.Next(ref _experience.Draws));
        var logRatio = _reference.LogRatio(sample.LogProbabilities, next, sample.PreSquash);
        var q = _critics.SmallestTarget(cat([_inputs.Features(next), sample.Actions], 1)).squeeze(-1);
        return addcmul(batch.Returns, batch.BootstrapDiscounts, SoftBellmanTargets.SampledValue(q, logRatio * temperature, 1.0), 1);
    }

    private UpdateReport Report(Tensor actorLoss, Tensor criticLoss, Tensor logProbabilities, Tensor logRatio, Tensor temperature, double learningRate)
    {
        using var frozen = no_grad();
        return new UpdateReport(
            actorLoss.cpu().item<float>(),
            criticLoss.cpu().item<float>(),
            -logProbabilities.mean().cpu().item<float>(),
            logRatio.mean().cpu().item<float>(),
            _actor.Trained.LastGradientNorm,
            learningRate,
            temperature.cpu().item<float>());
    }

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
