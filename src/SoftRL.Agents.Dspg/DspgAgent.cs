using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Dspg;

/// <summary>
/// Deep soft policy gradient (Shi, Song, Wu 2019, Algorithm 1) over a box of actions with a reference policy: one critic, an actor trained by the score function, M sampled actions
/// per stored state in the critic's target and in the actor's gradient, target networks for both.
/// </summary>
/// <remarks>Owns its networks, optimisers, replay memory and reference policy. Networks, densities and entropies are of actions scaled to [−1, 1]. Equations SD-… of docs/math/sac-and-dspg.md.</remarks>
public sealed class DspgAgent : IAgent, IDensityPolicy
{
    private const string TargetPart = "actor-target.safetensors";

    private readonly DspgOptions _options;
    private readonly DspgSetup _setup;
    private readonly UnitBox _box;
    private readonly SquashedGaussianActor _actor;
    private readonly TargetNetwork _target;
    private readonly SquashedGaussianHead _head;
    private readonly ActionInputs _inputs;
    private readonly CriticEnsemble _critic;
    private readonly DensityReference _reference;
    private readonly OffPolicyExperience _experience;
    private readonly GaussianNoise _noise;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The replay memory is too small.</exception>
    /// <exception cref="OptionsException">The actions are no box, or options contradict each other.</exception>
    public DspgAgent(DspgOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        _setup = DspgSetup.Of(options);
        var actions = context.RequireBox("dspg");
        Check(options, _setup);
        var hidden = LayerWidths.Parse(_setup.Hidden);
        var random = new Xoshiro256(context.Seed);
        _reference = DensityReference.For(options.Reference, actions.Dimension, context);
        _box = new UnitBox(actions, context.Device);
        _head = new SquashedGaussianHead(actions.Dimension, options.MinLogScale, options.MaxLogScale, options.ScaleRule);
        var shape = NetworkShape.For(TorsoKind.Mlp, context.Observation, hidden, 2 * actions.Dimension, options.Activation);
        _actor = new SquashedGaussianActor(shape, _head, Settings(_setup.ActorLearningRate, options.MaxGradientNorm, context), ref random, context.Device);
        _target = new TargetNetwork(shape, _actor.Trained.Parameters, context.Device);
        _inputs = new ActionInputs(context.Observation, actions.Dimension);
        _critic = new CriticEnsemble(
            1, _inputs.Shape(hidden, options.Activation), Settings(_setup.CriticLearningRate, double.PositiveInfinity, context), ref random, context.Device);
        _experience = new OffPolicyExperience(context, new ReplaySettings
        {
            Capacity = options.ReplayCapacity,
            BatchSize = _setup.BatchSize,
            LearningStarts = _setup.LearningStarts,
            Minibatches = _setup.Minibatches,
            Discount = options.Discount,
        });
        _noise = new GaussianNoise(checked(_setup.Samples * _setup.BatchSize), actions.Dimension, context.Device);
        Parameters = [_actor.Trained.Parameters, _critic.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<DspgOptions>(
        "dspg", "Deep soft policy gradient from replay: score-function actor, double sampling, one critic; real-valued actions", (options, context) => new DspgAgent(options, context), environments: 1);

    /// <inheritdoc/>
    public int RolloutLength => _options.TrainEvery;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    internal ReplayBatch LastBatch => _experience.Batch;

    internal SquashedGaussianActor Actor => _actor;

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
        _target.Parameters.Save(writer, TargetPart);
        _critic.Save(writer);
        _experience.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        LoadPolicy(checkpoint);
        _target.Parameters.Load(checkpoint, TargetPart);
        _critic.Load(checkpoint);
        _experience.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void LoadPolicy(Checkpoint checkpoint) => _actor.Trained.Load(checkpoint, "actor");

    /// <inheritdoc/>
    public void Dispose()
    {
        _actor.Dispose();
        _target.Dispose();
        _critic.Dispose();
        _reference.Dispose();
        _experience.Dispose();
        _noise.Dispose();
        _box.Dispose();
    }

    /// <summary>y = c r + γ mean_j [Q'(s', a_j) − τ (ln π' − ln π₀)(a_j|s')], <c>[B]</c>, without gradient: critic and actor are the targets, and the M actions are the target actor's.</summary>
    internal Tensor Targets(ReplayBatch batch)
    {
        using var frozen = no_grad();
        var next = batch.NextObservations;
        var sample = _head.Draw(_target.Evaluate(next), _noise.Next(ref _experience.Draws));
        var logRatio = PerState(_reference.LogRatio(sample.LogProbabilities, next, sample.PreSquash));
        var q = PerState(_critic.SmallestTarget(Judged(_inputs.Features(next), sample.Actions)));
        return addcmul(batch.Returns * _options.RewardScale, batch.BootstrapDiscounts, SoftBellmanTargets.SampledValue(q, logRatio, _setup.Temperature), 1);
    }

    /// <summary>Q of the trained critic, without gradient: <c>[B, D]</c> features and <c>[M·B, A]</c> actions in [−1, 1], row j·B + i of state i, give <c>[M·B]</c>.</summary>
    internal Tensor Q(Tensor features, Tensor actions)
    {
        using var frozen = no_grad();
        return _critic.Smallest(Judged(features, actions)).squeeze(-1);
    }

    private OptimizerSettings Settings(Schedule learningRate, double maxGradientNorm, AgentContext context)
        => new(OptimizerKind.Adam, learningRate, _options.Decay, _options.Epsilon, maxGradientNorm, context.RunSteps);

    private UpdateReport? Learn(long step, bool report)
    {
        var batch = _experience.Batch;
        var observations = batch.Observations;
        var features = _inputs.Features(observations);
        var taken = _critic.Trained(cat([features, _box.Scaled(batch.Actions)], 1)).select(0, 0).squeeze(-1);
        var criticLoss = DspgCriticLoss.Mean(taken, Targets(batch));
        _critic.Minimise(criticLoss, step);

        var sample = _actor.Draw(observations, _noise.Next(ref _experience.Draws));
        var logProbabilities = PerState(sample.LogProbabilities);
        var q = PerState(Q(features, sample.Actions));
        Tensor logRatio, prior;
        using (no_grad())
        {
            logRatio = PerState(_reference.LogRatio(sample.LogProbabilities, observations, sample.PreSquash));
            prior = logProbabilities - logRatio;
        }

        var actorLoss = _setup.Baseline == DspgBaseline.LeaveOneOut
            ? DspgActorLoss.LeaveOneOutMean(logProbabilities, q, _setup.Temperature, prior)
            : DspgActorLoss.Mean(logProbabilities, q, _setup.Temperature, prior);
        var learningRate = _actor.Trained.Minimise(actorLoss, step);
        _critic.Track(_options.TargetRate);
        _target.Parameters.Track(_actor.Trained.Parameters, _options.TargetRate);
        return report ? Report(q, criticLoss, logProbabilities, logRatio, learningRate) : null;
    }

    // M actions of each state for one pass of a critic: the features repeated in the order of the samples.
    private static Tensor Judged(Tensor features, Tensor actions) => cat([features.repeat(actions.shape[0] / features.shape[0], 1), actions], 1);

    // [M·B] or [M·B, 1] as [M, B].
    private Tensor PerState(Tensor samples) => samples.view(_setup.Samples, _setup.BatchSize);

    // The value of the actor's loss means nothing; what it descends on is minus the soft value.
    private UpdateReport Report(Tensor q, Tensor criticLoss, Tensor logProbabilities, Tensor logRatio, double learningRate)
    {
        using var frozen = no_grad();
        var divergence = logRatio.mean().cpu().item<float>();
        return new UpdateReport(
            (_setup.Temperature * divergence) - q.mean().cpu().item<float>(),
            criticLoss.cpu().item<float>(),
            -logProbabilities.mean().cpu().item<float>(),
            divergence,
            _actor.Trained.LastGradientNorm,
            learningRate);
    }

    private static void Check(DspgOptions options, DspgSetup setup)
    {
        if (options.MinLogScale >= options.MaxLogScale)
        {
            throw new OptionsException($"min-log-scale is {options.MinLogScale} and max-log-scale {options.MaxLogScale}; the smallest must be below the largest.");
        }

        if (setup is { Baseline: DspgBaseline.LeaveOneOut, Samples: < 2 })
        {
            throw new OptionsException($"samples is {setup.Samples} and baseline leave-one-out; at least 2 samples are needed to leave one out.");
        }
    }
}
