using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Pcl;

/// <summary>A policy and a value: either logits and a value of one network, or both read from one vector of Q-values (unified).</summary>
/// <remarks>Owns the network and the reference policy.</remarks>
internal sealed class PathNetwork : IDisposable
{
    private readonly int _actions;
    private readonly double? _temperature;

    /// <summary>Builds the network.</summary>
    /// <param name="agent">The agent's name, for errors.</param>
    /// <param name="context">What the agent is built for.</param>
    /// <param name="body">Body and widths of the hidden layers of an MLP.</param>
    /// <param name="settings">How it is optimised.</param>
    /// <param name="reference">Names π̄.</param>
    /// <param name="unified">τ of the unified form, V = τ log Σ π̄ exp(Q/τ) and π = π̄ exp((Q − V)/τ); null for logits and a value.</param>
    public PathNetwork(string agent, AgentContext context, (TorsoKind Torso, string Hidden) body, OptimizerSettings settings, string reference, double? unified)
    {
        (_actions, _temperature) = (context.RequireDiscrete(agent).Count, unified);
        var shape = NetworkShape.For(body.Torso, context.Observation, LayerWidths.Parse(body.Hidden), Outputs);
        // The first policy is nearly the reference, the first values are of the order of the features.
        var gains = Enumerable.Repeat(0.01, _actions).Concat(Enumerable.Repeat(1.0, Outputs - _actions)).ToArray();
        var random = new Xoshiro256(context.Seed);
        Reference = context.Reference(reference);
        Trained = new TrainedNetwork(new FeedForwardNetwork(shape, gains, ref random, context.Device), settings);
    }

    /// <summary>The network with its parameters and optimiser.</summary>
    public TrainedNetwork Trained { get; }

    /// <summary>π̄.</summary>
    public IReferencePolicy Reference { get; }

    private int Outputs => _actions + (_temperature is null ? 1 : 0);

    // Logits are scores as they are, Q is divided by τ.
    private double Scale => 1 / (_temperature ?? 1);

    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        CategoricalSampler.Sample(Trained.Evaluate(observations), Outputs, _actions, Scale, HostPrior(observations), ref random, actions.Indices);
    }

    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        CategoricalSampler.Greedy(Trained.Evaluate(observations), Outputs, _actions, Scale, HostPrior(observations), actions.Indices);
    }

    /// <summary>ln π, <c>[B, A]</c>, without gradient, in the caller's scope.</summary>
    public Tensor LogPolicy(Tensor observations)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return Evaluate(observations).LogPolicy.MoveToOuterDisposeScope();
    }

    /// <summary>ln π, <c>[B, A]</c>, and V, <c>[B]</c>, with gradient, in the caller's scope.</summary>
    public (Tensor LogPolicy, Tensor Values) Evaluate(Tensor observations)
    {
        var output = Trained.Network.call(observations);
        if (_temperature is not { } temperature)
        {
            return (BoltzmannPolicies.LogPolicy(output.narrow(1, 0, _actions), 1.0, Reference.Mask), output.select(1, _actions));
        }

        var logPrior = Prior(observations);
        return (BoltzmannPolicies.LogPolicy(output, temperature, logPrior), SoftValues.SoftValue(output, temperature, logPrior));
    }

    /// <summary>Runs the network over every observation of a rollout and of the true successors, with gradient. Tensors belong to the caller's scope.</summary>
    public PathPass Evaluate(RolloutBuffer rollout)
    {
        var (count, width) = (rollout.Count, rollout.Environments);
        var observations = rollout.ObservationBatch;
        Tensor[] finals = rollout.TruncatedRows.Count == 0 ? [] : [rollout.TruncatedObservations()];
        var (logPolicy, values) = Evaluate(cat([observations, rollout.ObservationsAt(rollout.Steps), .. finals]));
        var next = values.narrow(0, width, count);
        if (finals.Length > 0)
        {
            var rows = tensor(rollout.TruncatedRows.Select(row => (long)row).ToArray(), device: values.device);
            next = next.index_copy(0, rows, values.narrow(0, count + width, rollout.TruncatedRows.Count));
        }

        return Pass(observations, rollout.ActionBatch, logPolicy.narrow(0, 0, count), values.narrow(0, 0, count), next);
    }

    /// <summary>Gathers what the losses need of a batch.</summary>
    public PathPass Pass(Tensor observations, Tensor actions, Tensor logPolicy, Tensor values, Tensor nextValues)
    {
        var logPrior = Prior(observations);
        return new PathPass
        {
            LogPolicy = logPolicy,
            Values = values,
            NextValues = nextValues,
            TakenLogProbabilities = Policies.LogProbability(logPolicy, actions),
            TakenLogRatio = Policies.LogRatio(logPolicy, actions, logPrior),
            Kl = Divergences.KullbackLeibler(logPolicy, logPrior),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Trained.Dispose();
        Reference.Dispose();
    }

    private Tensor? Prior(Tensor observations)
    {
        using var frozen = no_grad();
        return Reference.LogProbabilities(observations);
    }

    private ReadOnlySpan<float> HostPrior(Tensor observations) => (_temperature is null ? Reference.Mask : Prior(observations)) is { } prior ? Host(prior) : [];

    private static ReadOnlySpan<float> Host(Tensor values) => MemoryMarshal.Cast<byte, float>(values.cpu().bytes);
}
