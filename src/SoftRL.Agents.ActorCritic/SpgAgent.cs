using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic;

/// <summary>
/// Soft policy gradient: the score of the action times the advantage of the KL-regularised return, minus τ∇KL, with generalised advantages or V-trace (the note on
/// KL-regularised RL, equations 12 and 13); discrete and Gaussian policies.
/// </summary>
/// <remarks>Owns its network, optimiser and reference policy. Equation LS-8 of docs/math/losses.md; BK-9 and BK-10 of docs/math/backups.md.</remarks>
public sealed class SpgAgent : IGradientAgent, IDiscretePolicy
{
    private readonly SpgOptions _options;
    private readonly ISpgPolicy _policy;
    private Tensor? _behaviour;

    /// <summary>Builds the agent for the environment's actions.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The torso does not fit the observations, or several epochs are asked for without V-trace.</exception>
    /// <exception cref="OptionsException">The reference policy does not fit the actions.</exception>
    public SpgAgent(SpgOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        if (options.Epochs > 1 && options.Targets == SpgTargets.Gae)
        {
            throw new ArgumentException($"epochs is {options.Epochs} with targets = gae; after the first pass the policy is another, which only v-trace corrects. Allowed: epochs = 1, or targets = v-trace.", nameof(options));
        }

        var settings = new OptimizerSettings(options.Optimizer, options.LearningRate, options.Decay, options.Epsilon, options.MaxGradientNorm, context.RunSteps);
        _options = options;
        _policy = context.Actions is BoxActions ? new GaussianSpgPolicy(options, context, settings) : new DiscreteSpgPolicy(options, context, settings);
        Parameters = [_policy.Trained.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<SpgOptions>(
        "spg", "Soft policy gradient with generalised advantages or V-trace; discrete or Gaussian", (options, context) => new SpgAgent(options, context));

    /// <inheritdoc/>
    public int RolloutLength => _options.RolloutLength;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public int Passes => _options.Epochs;

    /// <inheritdoc/>
    public int DrawsPerAction => _policy.DrawsPerAction;

    /// <inheritdoc/>
    public double LastGradientNorm => _policy.Trained.LastGradientNorm;

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions) => _policy.Act(observations, ref random, actions);

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions) => _policy.ActGreedily(observations, actions);

    /// <inheritdoc/>
    public void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions) => _policy.Explore(observations, ref random, actions);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The policy is Gaussian.</exception>
    public Tensor LogPolicy(Tensor observations)
        => _policy is DiscreteSpgPolicy discrete ? discrete.LogPolicy(observations) : throw new InvalidOperationException("The policy is Gaussian: it has no distribution over finitely many actions.");

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report) => GradientUpdate.Take(this, rollout, step, report);

    /// <inheritdoc/>
    public UpdateReport? Differentiate(RolloutBuffer rollout, int pass, bool report)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        using var scope = NewDisposeScope();
        var evaluated = _policy.Evaluate(rollout);
        if (pass == 0)
        {
            _behaviour?.Dispose();
            _behaviour = evaluated.TakenLogProbabilities.detach().clone().DetachFromDisposeScope();
        }

        var (advantages, targets) = Advantages(rollout, evaluated, _behaviour!);
        var valueLoss = ValueLoss.Mean(evaluated.Values, targets);
        var loss = PolicyGradientLoss.Mean(evaluated.TakenLogProbabilities, advantages, evaluated.Kl, _options.Temperature) + (_options.ValueCoefficient * valueLoss);
        _policy.Trained.Differentiate(loss);
        if (pass == Passes - 1)
        {
            _policy.Forget();
        }

        return report ? Report(evaluated, loss, valueLoss) : null;
    }

    /// <inheritdoc/>
    public double Step(long step) => _policy.Trained.Step(step);

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer) => _policy.Trained.Save(writer);

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint) => _policy.Trained.Load(checkpoint);

    /// <inheritdoc/>
    public void Dispose()
    {
        _behaviour?.Dispose();
        _policy.Dispose();
    }

    private (Tensor Advantages, Tensor Targets) Advantages(RolloutBuffer rollout, SpgPass pass, Tensor behaviour)
    {
        using var frozen = no_grad();
        Tensor Table(Tensor batch) => batch.detach().view(rollout.Steps, rollout.Environments);
        var values = Table(pass.Values);
        var terms = new RolloutTerms
        {
            Rewards = rollout.Rewards,
            NextValues = pass.NextValues,
            Terminated = rollout.Terminated,
            Truncated = rollout.Truncated,
            Kl = Table(pass.Kl),
        };
        if (_options.Targets == SpgTargets.Gae)
        {
            var advantages = Backups.GeneralizedAdvantages(terms, values, _options.Temperature, _options.Discount, _options.Lambda);
            return (advantages.view(-1), (advantages + values).view(-1));
        }

        var ratios = Table(pass.TakenLogProbabilities - behaviour);
        var traced = Backups.VTrace(terms, values, ratios, _options.Temperature, _options.Discount, _options.Lambda, _options.RatioClip, _options.RatioClip);
        return (traced.Advantages.view(-1), traced.StateTargets.view(-1));
    }

    private static UpdateReport Report(SpgPass pass, Tensor loss, Tensor valueLoss)
    {
        using var frozen = no_grad();
        return new UpdateReport(
            loss.cpu().item<float>(), valueLoss.cpu().item<float>(), pass.Entropy.mean().cpu().item<float>(), pass.Kl.mean().cpu().item<float>(), double.NaN, double.NaN);
    }
}
