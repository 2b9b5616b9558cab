using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>
/// A network with one logit per action and a value: it acts by softmax of the logits and evaluates rollouts. A2C and dueling soft Q-learning are this network
/// with different losses.
/// </summary>
/// <remarks>Owns the network and the reference policy.</remarks>
public sealed class ActorCriticLearner : IDisposable
{
    private readonly int _actions;
    private readonly IReferencePolicy _reference;

    /// <summary>Builds the network.</summary>
    /// <param name="context">What the agent is built for.</param>
    /// <param name="torso">The body.</param>
    /// <param name="hidden">Widths of the hidden layers of an MLP.</param>
    /// <param name="settings">How it is optimised.</param>
    /// <param name="reference">π̄; owned from here on.</param>
    public ActorCriticLearner(AgentContext context, TorsoKind torso, IReadOnlyList<int> hidden, OptimizerSettings settings, IReferencePolicy reference)
    {
        ArgumentNullException.ThrowIfNull(context);
        (_actions, _reference) = (context.RequireDiscrete("actor-critic").Count, reference);
        var shape = NetworkShape.For(torso, context.Observation, hidden, _actions + 1);
        // The first policy is nearly uniform, the first values are of the order of the features.
        var gains = Enumerable.Repeat(0.01, _actions).Append(1.0).ToArray();
        var random = new Xoshiro256(context.Seed);
        Trained = new TrainedNetwork(new FeedForwardNetwork(shape, gains, ref random, context.Device), settings);
    }

    /// <summary>The network with its parameters and optimiser.</summary>
    public TrainedNetwork Trained { get; }

    /// <summary>Draws actions, or takes the most probable ones; see <see cref="IAgent.Act"/>.</summary>
    /// <param name="observations"><c>[N, …]</c>. Borrowed.</param>
    /// <param name="random">Advanced by one draw per row.</param>
    /// <param name="actions">Receives the actions, <c>[N]</c>.</param>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        CategoricalSampler.Sample(Trained.Evaluate(observations), _actions + 1, _actions, 1, HostMask(), ref random, actions.Indices);
    }

    /// <summary>Takes the most probable actions.</summary>
    /// <param name="observations"><c>[N, …]</c>. Borrowed.</param>
    /// <param name="actions">Receives the actions, <c>[N]</c>.</param>
    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        CategoricalSampler.Greedy(Trained.Evaluate(observations), _actions + 1, _actions, 1, HostMask(), actions.Indices);
    }

    /// <summary>ln π for a batch, without gradient.</summary>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <returns><c>[B, A]</c>, owned by the caller's scope.</returns>
    public Tensor LogPolicy(Tensor observations)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return LogPolicyOf(Trained.Network.call(observations)).MoveToOuterDisposeScope();
    }

    /// <summary>Runs the network over a rollout, with gradient, and gathers what the losses need. All tensors belong to the caller's scope.</summary>
    /// <param name="rollout">The rollout. Borrowed.</param>
    /// <returns>The pass.</returns>
    public ActorCriticPass Evaluate(RolloutBuffer rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        var observations = rollout.ObservationBatch;
        var output = Trained.Network.call(observations);
        var values = output.select(1, _actions);
        var logPolicy = LogPolicyOf(output);
        var logPrior = Prior(observations);
        return new ActorCriticPass
        {
            Values = values,
            LogPolicy = logPolicy,
            LogPrior = logPrior,
            TakenLogProbabilities = Policies.LogProbability(logPolicy, rollout.ActionBatch),
            Kl = Divergences.KullbackLeibler(logPolicy, logPrior),
            NextValues = SuccessorValues.Of(
                rollout, values.detach().view(rollout.Steps, rollout.Environments), batch => Trained.EvaluateColumn(batch, _actions)),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Trained.Dispose();
        _reference.Dispose();
    }

    private Tensor LogPolicyOf(Tensor output) => BoltzmannPolicies.LogPolicy(output.narrow(1, 0, _actions), 1.0, _reference.Mask);

    private Tensor? Prior(Tensor observations)
    {
        using var frozen = no_grad();
        return _reference.LogProbabilities(observations);
    }

    private ReadOnlySpan<float> HostMask() => _reference.Mask is { } mask ? Host(mask) : [];

    private static ReadOnlySpan<float> Host(Tensor values) => MemoryMarshal.Cast<byte, float>(values.cpu().bytes);
}
