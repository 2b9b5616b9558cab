using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>
/// Soft actor-critic over discrete actions (Christodoulou 2019) with a reference policy: every expectation over actions is the exact sum Σ π(a|s) …, in the targets, in the actor's loss
/// and in the entropy that the temperature keeps.
/// </summary>
/// <remarks>Owns its networks, optimisers, replay memory and reference policy. Equations SD-… of docs/math/sac-and-dspg.md.</remarks>
public sealed class DiscreteSacAgent : IMinibatchAgent, IDiscretePolicy
{
    private readonly SacOptions _options;
    private readonly int _actions;
    private readonly IReferencePolicy _reference;
    private readonly TrainedNetwork _actor;
    private readonly CriticEnsemble _critics;
    private readonly Temperature _temperature;
    private readonly MinibatchShards _shards;
    private readonly OffPolicyExperience _experience;
    private readonly MinibatchColumn _entropies;
    private readonly MinibatchColumn _divergences;
    private readonly double[] _criticLosses;
    private readonly double[] _actorLosses;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The torso does not fit the observations, or the replay memory is too small.</exception>
    /// <exception cref="OptionsException">The actions are not discrete, options contradict each other, or the target entropy cannot be reached.</exception>
    public DiscreteSacAgent(SacOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        _actions = context.RequireDiscrete("sac").Count;
        if (DensityReferenceText.IsGaussian(options.Reference))
        {
            throw new OptionsException($"reference is '{options.Reference}'; discrete actions have no Gaussian. Allowed: entropy, uniform, or the directory of a trained run.");
        }

        var highest = Math.Log(_actions);
        if (options.TuneTemperature && options.TargetEntropy >= highest)
        {
            throw new OptionsException(
                $"target-entropy is {options.TargetEntropy}; no policy over {_actions} actions has more than ln {_actions} = {highest:0.####} nats, and only the uniform one as much: the temperature would grow without end. Choose less, or target-entropy-share.");
        }

        var settings = SacAgent.Settings(options, context);
        var random = new Xoshiro256(context.Seed);
        _reference = context.Reference(options.Reference);
        var flat = options.Reference is DensityReferenceText.Entropy or DensityReferenceText.Uniform;
        _temperature = new Temperature(options, flat, options.TargetEntropyShare * highest, settings, context.Device);
        var shape = NetworkShape.For(options.Torso, context.Observation, LayerWidths.Parse(options.Hidden), _actions, options.Activation);
        _shards = new MinibatchShards(context.Shards, options.BatchSize);
        // The first policy is nearly uniform.
        var gains = Enumerable.Repeat(0.01, _actions).ToArray();
        var actor = new FeedForwardNetwork(shape, gains, ref random, context.Device);
        var unused = random;
        _actor = new TrainedNetwork(actor, settings, _shards, () => new FeedForwardNetwork(shape, gains, ref unused, context.Device));
        _critics = new CriticEnsemble(2, shape, settings, ref random, context.Device, _shards);
        _experience = new OffPolicyExperience(context, new ReplaySettings
        {
            Capacity = options.ReplayCapacity,
            BatchSize = options.BatchSize,
            LearningStarts = options.LearningStarts,
            Minibatches = options.Minibatches,
            Discount = options.Discount,
        }, _shards);
        _entropies = new MinibatchColumn(_shards, context.Device);
        _divergences = new MinibatchColumn(_shards, context.Device);
        (_criticLosses, _actorLosses) = (new double[context.Shards], new double[context.Shards]);
        Parameters = [_actor.Parameters, _critics.Parameters, .. _temperature.Parameters];
    }

    /// <inheritdoc/>
    public int RolloutLength => _options.TrainEvery;

    /// <inheritdoc/>
    public int Shards => _shards.Count;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <summary>The minibatch drawn last.</summary>
    internal ReplayBatch LastBatch => _experience.Batch;

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        CategoricalSampler.Sample(_actor.Evaluate(observations), _actions, _actions, 1, HostMask(), ref random, actions.Indices);
    }

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        CategoricalSampler.Greedy(_actor.Evaluate(observations), _actions, _actions, 1, HostMask(), actions.Indices);
    }

    /// <inheritdoc/>
    public void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        if (!_experience.IsWarmingUp)
        {
            Act(observations, ref random, actions);
            return;
        }

        // Uniform among the actions that the reference policy allows.
        CategoricalSampler.Sample(new float[_actions * actions.Count], _actions, _actions, 1, HostMask(), ref random, actions.Indices);
    }

    /// <inheritdoc/>
    public Tensor LogPolicy(Tensor observations)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return LogPolicyOf(observations).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report) => _experience.Learn(rollout, step, report, Learn);

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _actor.Save(writer, "actor");
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
    public void LoadPolicy(Checkpoint checkpoint) => _actor.Load(checkpoint, "actor");

    /// <inheritdoc/>
    public void Dispose()
    {
        _shards.Dispose();
        _actor.Dispose();
        _critics.Dispose();
        _temperature.Dispose();
        _reference.Dispose();
        _experience.Dispose();
        _entropies.Dispose();
        _divergences.Dispose();
    }

    /// <summary>The smaller Q of the two critics, <c>[B, A]</c>.</summary>
    internal Tensor SmallestQ(Tensor observations) => _critics.Smallest(observations);

    private UpdateReport? Learn(long step, bool report)
    {
        var temperature = _temperature.Value;
        _experience.Share(shard => DifferentiateCritics(shard, temperature, report));
        _critics.Step(step);
        _experience.Share(shard => DifferentiateActor(shard, temperature, report));
        var learningRate = _actor.Step(step);
        _temperature.Tune(_entropies.Values, _divergences.Values, step);
        _critics.Track(_options.TargetRate);
        return report ? Report(temperature, learningRate) : null;
    }

    private void DifferentiateCritics(int shard, Tensor temperature, bool report)
    {
        using var scope = NewDisposeScope();
        var rows = _experience.Part(shard);
        var targets = Targets(rows, shard, temperature);
        var q = _critics.Trained(rows.Observations, shard);
        var taken = q.gather(2, rows.Actions.view(1, -1, 1).expand(2, -1, 1)).squeeze(-1);
        var loss = SacCriticLoss.EnsembleMean(taken, targets);
        _critics.Differentiate(loss, shard);
        _criticLosses[shard] = report ? loss.cpu().item<float>() : 0;
    }

    private void DifferentiateActor(int shard, Tensor temperature, bool report)
    {
        using var scope = NewDisposeScope();
        var observations = _experience.Part(shard).Observations;
        var logPolicy = LogPolicyOf(observations, shard);
        var kl = Divergences.KullbackLeibler(logPolicy, Prior(observations));
        var loss = Value(SmallestQ(observations), logPolicy, kl, temperature).mean().neg();
        _actor.Differentiate(loss, shard);
        _entropies.Write(shard, Divergences.Entropy(logPolicy.detach()));
        _divergences.Write(shard, kl);
        _actorLosses[shard] = report ? loss.cpu().item<float>() : 0;
    }

    // y = r + γ (Σ π(a'|s') min Q'(s', a') − τ KL(s')), without gradient.
    private Tensor Targets(ReplayBatch rows, int shard, Tensor temperature)
    {
        using var frozen = no_grad();
        var next = rows.NextObservations;
        var logPolicy = LogPolicyOf(next, shard);
        var values = Value(_critics.SmallestTarget(next), logPolicy, Divergences.KullbackLeibler(logPolicy, Prior(next)), temperature);
        return addcmul(rows.Returns, rows.BootstrapDiscounts, values, 1);
    }

    // V = Σ π Q − τ KL, the sum over actions taken exactly; τ is a number on the device, so it is kept out of the first term.
    private static Tensor Value(Tensor q, Tensor logPolicy, Tensor kl, Tensor temperature)
        => SoftValues.PolicyValue(q.detach(), logPolicy, 0) - (kl * temperature);

    private Tensor LogPolicyOf(Tensor observations, int shard = 0) => BoltzmannPolicies.LogPolicy(_actor.NetworkOf(shard).call(observations), 1.0, _reference.Mask);

    private Tensor? Prior(Tensor observations)
    {
        using var frozen = no_grad();
        return _reference.LogProbabilities(observations);
    }

    private UpdateReport Report(Tensor temperature, double learningRate) => new(
        _shards.Mean(_actorLosses),
        _shards.Mean(_criticLosses),
        _entropies.Values.mean().cpu().item<float>(),
        _divergences.Values.mean().cpu().item<float>(),
        _actor.LastGradientNorm,
        learningRate,
        temperature.cpu().item<float>());

    private ReadOnlySpan<float> HostMask() => _reference.Mask is { } mask ? Host(mask) : [];

    private static ReadOnlySpan<float> Host(Tensor values) => MemoryMarshal.Cast<byte, float>(values.cpu().bytes);
}
