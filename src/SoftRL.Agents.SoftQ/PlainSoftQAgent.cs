using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ;

/// <summary>
/// Online n-step or TD(λ) soft Q-learning with one output per action: targets from a target network (Schulman et al. 2017, equations 44–47, corrected 43), behaviour
/// the Boltzmann policy of Q.
/// </summary>
/// <remarks>Owns its networks, optimiser and reference policy. Equations BK-… of docs/math/backups.md.</remarks>
public sealed class PlainSoftQAgent : IAgent, IDiscretePolicy
{
    private readonly SoftQOptions _options;
    private readonly IReferencePolicy _reference;
    private readonly TrainedNetwork _trained;
    private readonly TargetNetwork _target;
    private readonly int _actions;
    private long _targetUpdates;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The torso does not fit the observations.</exception>
    public PlainSoftQAgent(SoftQOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        _actions = context.RequireDiscrete("softq").Count;
        _reference = context.Reference(options.Reference);
        var settings = new OptimizerSettings(options.Optimizer, options.LearningRate, options.Decay, options.Epsilon, options.MaxGradientNorm, context.RunSteps);
        var shape = NetworkShape.For(options.Torso, context.Observation, LayerWidths.Parse(options.Hidden), _actions);
        var gains = Enumerable.Repeat(0.01, _actions).ToArray();
        var random = new Xoshiro256(context.Seed);
        _trained = new TrainedNetwork(new FeedForwardNetwork(shape, gains, ref random, context.Device), settings);
        _target = new TargetNetwork(shape, _trained.Parameters, context.Device);
        Parameters = [_trained.Parameters];
    }

    /// <inheritdoc/>
    public int RolloutLength => _options.RolloutLength;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        CategoricalSampler.Sample(_trained.Evaluate(observations), _actions, _actions, 1 / _options.Temperature, HostPrior(observations), ref random, actions.Indices);
    }

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        CategoricalSampler.Greedy(_trained.Evaluate(observations), _actions, _actions, 1 / _options.Temperature, HostPrior(observations), actions.Indices);
    }

    /// <inheritdoc/>
    public Tensor LogPolicy(Tensor observations)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var q = _trained.Network.call(observations);
        return BoltzmannPolicies.LogPolicy(q, _options.Temperature, _reference.LogProbabilities(observations)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        using var scope = NewDisposeScope();
        var observations = rollout.ObservationBatch;
        var (targets, kl) = Targets(rollout, observations);
        var q = _trained.Network.call(observations);
        var takenQ = q.gather(1, rollout.ActionBatch.unsqueeze(1)).squeeze(1);
        var loss = SoftQLoss.Mean(takenQ, targets);
        var learningRate = _trained.Minimise(loss, step);
        if (step / _options.TargetUpdateSteps > _targetUpdates)
        {
            _targetUpdates = step / _options.TargetUpdateSteps;
            _target.Parameters.CopyFrom(_trained.Parameters);
        }

        return report ? Report(loss, q, kl, learningRate) : null;
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _trained.Save(writer);
        _target.Parameters.Save(
            writer, "target.safetensors", new Dictionary<string, string> { ["updates"] = _targetUpdates.ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _trained.Load(checkpoint);
        var metadata = _target.Parameters.Load(checkpoint, "target.safetensors");
        _targetUpdates = long.Parse(metadata["updates"], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trained.Dispose();
        _target.Dispose();
        _reference.Dispose();
    }

    private (Tensor Targets, Tensor Kl) Targets(RolloutBuffer rollout, Tensor observations)
    {
        using var frozen = no_grad();
        var (steps, environments) = (rollout.Steps, rollout.Environments);
        var (values, kl) = Judge(observations);
        var table = values.view(steps, environments);
        var terms = new RolloutTerms
        {
            Rewards = rollout.Rewards,
            NextValues = SuccessorValues.Of(rollout, table, batch => Judge(batch).Values),
            Terminated = rollout.Terminated,
            Truncated = rollout.Truncated,
            Kl = kl.view(steps, environments),
        };
        var targets = _options.Lambda == 1
            ? Backups.ActionTargets(terms, _options.Temperature, _options.Discount, steps)
            : Backups.LambdaActionTargets(terms, table, _options.Temperature, _options.Discount, _options.Lambda);
        return (targets.view(-1), kl);
    }

    // Soft value and KL of the target network's Boltzmann policy.
    private (Tensor Values, Tensor Kl) Judge(Tensor observations)
    {
        var q = _target.Evaluate(observations);
        var logPrior = _reference.LogProbabilities(observations);
        var values = SoftValues.SoftValue(q, _options.Temperature, logPrior);
        var logPolicy = BoltzmannPolicies.LogPolicy(q, _options.Temperature, logPrior);
        return (values, Divergences.KullbackLeibler(logPolicy, logPrior));
    }

    private UpdateReport Report(Tensor loss, Tensor q, Tensor kl, double learningRate)
    {
        using var frozen = no_grad();
        var entropy = Divergences.Entropy(BoltzmannPolicies.LogPolicy(q, _options.Temperature));
        return new UpdateReport(
            loss.cpu().item<float>(), null, entropy.mean().cpu().item<float>(), kl.mean().cpu().item<float>(), _trained.LastGradientNorm, learningRate);
    }

    private ReadOnlySpan<float> HostPrior(Tensor observations) => _reference.LogProbabilities(observations) is { } prior ? Host(prior) : [];

    private static ReadOnlySpan<float> Host(Tensor values) => MemoryMarshal.Cast<byte, float>(values.cpu().bytes);
}
