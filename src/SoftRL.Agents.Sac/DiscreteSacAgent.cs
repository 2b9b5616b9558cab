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
public sealed class DiscreteSacAgent : IAgent, IDiscretePolicy
{
    private readonly SacOptions _options;
    private readonly int _actions;
    private readonly IReferencePolicy _reference;
    private readonly TrainedNetwork _actor;
    private readonly CriticEnsemble _critics;
    private readonly Temperature _temperature;
    private readonly OffPolicyExperience _experience;

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
        // The first policy is nearly uniform.
        var gains = Enumerable.Repeat(0.01, _actions).ToArray();
        _actor = new TrainedNetwork(new FeedForwardNetwork(shape, gains, ref random, context.Device), settings);
        _critics = new CriticEnsemble(2, shape, settings, ref random, context.Device);
        _experience = new OffPolicyExperience(context, new ReplaySettings
        {
            Capacity = options.ReplayCapacity,
            BatchSize = options.BatchSize,
            LearningStarts = options.LearningStarts,
            Minibatches = options.Minibatches,
            Discount = options.Discount,
        });
        Parameters = [_actor.Parameters, _critics.Parameters, .. _temperature.Parameters];
    }

    /// <inheritdoc/>
    public int RolloutLength => _options.TrainEvery;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <summary>The minibatch drawn last.</summary>
    internal ReplayBatch LastBatch => _experience.Batch;

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        CategoricalSampler.Sample(Host(_actor.Network.call(observations)), _actions, _actions, 1, HostMask(), ref random, actions.Indices);
    }

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        CategoricalSampler.Greedy(Host(_actor.Network.call(observations)), _actions, _actions, 1, HostMask(), actions.Indices);
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
        _actor.Dispose();
        _critics.Dispose();
        _temperature.Dispose();
        _reference.Dispose();
        _experience.Dispose();
    }

    /// <summary>The smaller Q of the two critics, <c>[B, A]</c>.</summary>
    internal Tensor SmallestQ(Tensor observations) => _critics.Smallest(observations);

    private UpdateReport? Learn(long step, bool report)
    {
        var batch = _experience.Batch;
        var observations = batch.Observations;
        var temperature = _temperature.Value;
        var targets = Targets(batch, temperature);
        var q = _critics.Trained(observations);
        var taken = q.gather(2, batch.Actions.view(1, -1, 1).expand(2, -1, 1)).squeeze(-1);
        var criticLoss = SacCriticLoss.EnsembleMean(taken, targets);
        _critics.Minimise(criticLoss, step);

        var logPolicy = LogPolicyOf(observations);
        var kl = Divergences.KullbackLeibler(logPolicy, Prior(observations));
        var actorLoss = Value(SmallestQ(observations), logPolicy, kl, temperature).mean().neg();
        var learningRate = _actor.Minimise(actorLoss, step);
        var entropy = Divergences.Entropy(logPolicy.detach());
        _temperature.Tune(entropy, kl, step);
        _critics.Track(_options.TargetRate);
        return report ? Report(actorLoss, criticLoss, entropy, kl, temperature, learningRate) : null;
    }

    // y = r + γ (Σ π(a'|s') min Q'(s', a') − τ KL(s')), without gradient.
    private Tensor Targets(ReplayBatch batch, Tensor temperature)
    {
        using var frozen = no_grad();
        var next = batch.NextObservations;
        var logPolicy = LogPolicyOf(next);
        var values = Value(_critics.SmallestTarget(next), logPolicy, Divergences.KullbackLeibler(logPolicy, Prior(next)), temperature);
        return addcmul(batch.Returns, batch.BootstrapDiscounts, values, 1);
    }

    // V = Σ π Q − τ KL, the sum over actions taken exactly; τ is a number on the device, so it is kept out of the first term.
    private static Tensor Value(Tensor q, Tensor logPolicy, Tensor kl, Tensor temperature)
        => SoftValues.PolicyValue(q.detach(), logPolicy, 0) - (kl * temperature);

    private Tensor LogPolicyOf(Tensor observations) => BoltzmannPolicies.LogPolicy(_actor.Network.call(observations), 1.0, _reference.Mask);

    private Tensor? Prior(Tensor observations)
    {
        using var frozen = no_grad();
        return _reference.LogProbabilities(observations);
    }

    private UpdateReport Report(Tensor actorLoss, Tensor criticLoss, Tensor entropy, Tensor kl, Tensor temperature, double learningRate)
    {
        using var frozen = no_grad();
        return new UpdateReport(
            actorLoss.cpu().item<float>(),
            criticLoss.cpu().item<float>(),
            entropy.mean().cpu().item<float>(),
            kl.mean().cpu().item<float>(),
            _actor.LastGradientNorm,
            learningRate,
            temperature.cpu().item<float>());
    }

    private ReadOnlySpan<float> HostMask() => _reference.Mask is { } mask ? Host(mask) : [];

    private static ReadOnlySpan<float> Host(Tensor values) => MemoryMarshal.Cast<byte, float>(values.cpu().bytes);
}
