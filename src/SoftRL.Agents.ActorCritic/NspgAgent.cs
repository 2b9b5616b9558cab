using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic;

/// <summary>
/// Natural soft policy gradient: the step that changes the log-probabilities of the actions taken like ε times their regularised advantages, as a linear least-squares
/// problem or as damped Q regression (Schulman et al. 2017, §5); softmax policies.
/// </summary>
/// <remarks>
/// Owns a network for the policy and one for the value, the latter's optimiser and the reference policy: fitting values must not move the policy. Equations NG-3 to NG-9 of
/// docs/math/natural-gradients.md; BK-9 of docs/math/backups.md. Reports the regression's loss before the move, the norm of the policy gradient and the step ε (ε/τ).
/// </remarks>
public sealed class NspgAgent : IAgent, IDiscretePolicy
{
    private readonly NspgOptions _options;
    private readonly long _runSteps;
    private readonly int _actions;
    private readonly IReferencePolicy _reference;
    private readonly FeedForwardNetwork _policy;
    private readonly FlatParameters _policyParameters;
    private readonly Tensor[] _policyTensors;
    private readonly TrainedNetwork _value;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The torso does not fit the observations, a step is negative, or the damped form has τ = 0 or a damping above 1.</exception>
    /// <exception cref="OptionsException">The actions are not discrete.</exception>
    public NspgAgent(NspgOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        Check(options);
        (_options, _runSteps, _actions) = (options, context.RunSteps, context.RequireDiscrete("nspg").Count);
        _reference = context.Reference(options.Reference);
        var hidden = LayerWidths.Parse(options.Hidden);
        var random = new Xoshiro256(context.Seed);
        // The first policy is nearly uniform, the first values are of the order of the features.
        _policy = new FeedForwardNetwork(
            NetworkShape.For(options.Torso, context.Observation, hidden, _actions), [.. Enumerable.Repeat(0.01, _actions)], ref random, context.Device);
        _policyParameters = new FlatParameters(_policy);
        _policyTensors = [.. _policy.parameters()];
        _value = new TrainedNetwork(
            new FeedForwardNetwork(NetworkShape.For(options.Torso, context.Observation, hidden, 1), [1.0], ref random, context.Device),
            new OptimizerSettings(options.Optimizer, options.LearningRate, options.Decay, options.Epsilon, options.MaxGradientNorm, context.RunSteps));
        Parameters = [_policyParameters, _value.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<NspgOptions>(
        "nspg", "Natural soft policy gradient, by least squares or damped Q regression", (options, context) => new NspgAgent(options, context));

    /// <inheritdoc/>
    public int RolloutLength => _options.RolloutLength;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        CategoricalSampler.Sample(Host(_policy.call(observations)), _actions, _actions, 1, HostMask(), ref random, actions.Indices);
    }

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        CategoricalSampler.Greedy(Host(_policy.call(observations)), _actions, _actions, 1, HostMask(), actions.Indices);
    }

    /// <inheritdoc/>
    public Tensor LogPolicy(Tensor observations)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return LogPolicyOf(observations).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        using var scope = NewDisposeScope();
        var batch = NspgBatch.Of(rollout, LogPolicy(rollout.ObservationBatch), Prior(rollout.ObservationBatch), Value, _options);
        var stepSize = _options.StepSize.At(step, _runSteps);
        var figures = report ? Figures(rollout, batch, stepSize) : null;
        if (stepSize > 0)
        {
            MovePolicy(rollout, batch, stepSize);
        }

        var valueLoss = FitValues(rollout, batch.ValueTargets, step);
        return figures is null ? null : figures with { ValueLoss = valueLoss.cpu().item<float>() };
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        _policyParameters.Save(writer, "policy.safetensors");
        _value.Save(writer, "value");
    }

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint)
    {
        _policyParameters.Load(checkpoint, "policy.safetensors");
        _value.Load(checkpoint, "value");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _policy.Dispose();
        _policyParameters.Dispose();
        _value.Dispose();
        _reference.Dispose();
    }

    private static void Check(NspgOptions options)
    {
        Require.NonNegative(options.StepSize.Smallest, nameof(options.StepSize));
        if (options.Form == NspgForm.DampedQ && !(options.Temperature > 0 && options.Temperature * options.StepSize.Largest <= 1))
        {
            throw new ArgumentException(
                $"form is damped-q with temperature {options.Temperature} and step-size {options.StepSize}; allowed: a temperature above 0, and a damping, temperature times step-size, of at most 1.",
                nameof(options));
        }
    }

    private void MovePolicy(RolloutBuffer rollout, NspgBatch batch, double stepSize)
    {
        var move = new NaturalStep
        {
            TakenLogProbabilities = () => Policies.LogProbability(LogPolicyOf(rollout.ObservationBatch), rollout.ActionBatch),
            Parameters = _policyTensors,
            Damping = _options.Damping,
            Iterations = _options.Iterations,
            MaxKl = _options.MaxKl,
        };
        if (_options.Form == NspgForm.Regression)
        {
            move.Regress(batch.RegularizedAdvantages, stepSize);
        }
        else
        {
            move.RegressDampedQ(batch.Values, batch.TakenLogPrior, batch.ActionTargets, _options.Temperature * stepSize, _options.Temperature, _options.Rounds);
        }
    }

    private Tensor FitValues(RolloutBuffer rollout, Tensor targets, long step)
    {
        var last = targets;
        for (var epoch = 1; epoch <= _options.ValueEpochs; epoch++)
        {
            using var scope = NewDisposeScope();
            var loss = ValueLoss.Mean(Value(rollout.ObservationBatch), targets);
            _value.Minimise(loss, step);
            last = loss.detach().MoveToOuterDisposeScope();
        }

        return last;
    }

    private UpdateReport Figures(RolloutBuffer rollout, NspgBatch batch, double stepSize)
    {
        using var scope = NewDisposeScope();
        var taken = Policies.LogProbability(LogPolicyOf(rollout.ObservationBatch), rollout.ActionBatch);
        using var scores = new ScoreProducts(taken, _policyTensors);
        var norm = scores.Weighted(batch.RegularizedAdvantages).norm() / (double)rollout.Count;
        var loss = stepSize > 0 ? LogPolicyRegressionLoss.Mean(taken, taken, batch.RegularizedAdvantages, stepSize).cpu().item<float>() : 0;
        return new UpdateReport(loss, null, batch.Entropy.mean().cpu().item<float>(), batch.Kl.mean().cpu().item<float>(), norm.cpu().item<float>(), stepSize);
    }

    private Tensor LogPolicyOf(Tensor observations) => BoltzmannPolicies.LogPolicy(_policy.call(observations), 1.0, _reference.Mask);

    private Tensor Value(Tensor observations) => _value.Network.call(observations).squeeze(1);

    private Tensor? Prior(Tensor observations)
    {
        using var frozen = no_grad();
        return _reference.LogProbabilities(observations);
    }

    private ReadOnlySpan<float> HostMask() => _reference.Mask is { } mask ? Host(mask) : [];

    private static ReadOnlySpan<float> Host(Tensor values) => MemoryMarshal.Cast<byte, float>(values.cpu().bytes);
}
