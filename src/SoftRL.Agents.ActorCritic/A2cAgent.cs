using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic;

/// <summary>Advantage actor-critic with a KL penalty towards a reference policy, proper or naive (Schulman et al. 2017, equations 79, 80, 84–86).</summary>
/// <remarks>Owns its network, optimiser and reference policy. Equations PG-1 … PG-4 of docs/math/losses.md.</remarks>
public sealed class A2cAgent : IGradientAgent, IDiscretePolicy
{
    private readonly A2cOptions _options;
    private readonly ActorCriticLearner _actorCritic;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The torso does not fit the observations.</exception>
    public A2cAgent(A2cOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        _ = context.RequireDiscrete("a2c");
        var settings = new OptimizerSettings(options.Optimizer, options.LearningRate, options.Decay, options.Epsilon, options.MaxGradientNorm, context.RunSteps);
        _actorCritic = new ActorCriticLearner(context, options.Torso, LayerWidths.Parse(options.Hidden), settings, context.Reference(options.Reference));
        Parameters = [_actorCritic.Trained.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<A2cOptions>(
        "a2c", "Advantage actor-critic with proper or naive entropy regularisation", (options, context) => new A2cAgent(options, context));

    /// <inheritdoc/>
    public int RolloutLength => _options.RolloutLength;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public int Passes => 1;

    /// <inheritdoc/>
    public int DrawsPerAction => 1;

    /// <inheritdoc/>
    public double LastGradientNorm => _actorCritic.Trained.LastGradientNorm;

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions) => _actorCritic.Act(observations, ref random, actions);

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions) => _actorCritic.ActGreedily(observations, actions);

    /// <inheritdoc/>
    public Tensor LogPolicy(Tensor observations) => _actorCritic.LogPolicy(observations);

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report) => GradientUpdate.Take(this, rollout, step, report);

    /// <inheritdoc/>
    public UpdateReport? Differentiate(RolloutBuffer rollout, int pass, bool report)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        using var scope = NewDisposeScope();
        var evaluated = _actorCritic.Evaluate(rollout);
        var targets = Targets(rollout, evaluated);
        var advantages = targets - evaluated.Values.detach();
        var valueLoss = ValueLoss.Mean(evaluated.Values, targets);
        var loss = PolicyGradientLoss.Mean(evaluated.TakenLogProbabilities, advantages, evaluated.Kl, _options.Temperature) + (_options.ValueCoefficient * valueLoss);
        _actorCritic.Trained.Differentiate(loss);
        return report ? evaluated.Report(loss, valueLoss) : null;
    }

    /// <inheritdoc/>
    public double Step(long step) => _actorCritic.Trained.Step(step);

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer) => _actorCritic.Trained.Save(writer);

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint) => _actorCritic.Trained.Load(checkpoint);

    /// <inheritdoc/>
    public void Dispose() => _actorCritic.Dispose();

    private Tensor Targets(RolloutBuffer rollout, ActorCriticPass pass)
    {
        using var frozen = no_grad();
        var terms = pass.Terms(rollout, withKl: _options.Entropy == EntropyTreatment.Proper);
        var targets = _options.Lambda == 1
            ? Backups.StateTargets(terms, _options.Temperature, _options.Discount, rollout.Steps)
            : Backups.LambdaStateTargets(
                terms, pass.Values.detach().view(rollout.Steps, rollout.Environments), _options.Temperature, _options.Discount, _options.Lambda);
        return targets.view(-1);
    }
}
