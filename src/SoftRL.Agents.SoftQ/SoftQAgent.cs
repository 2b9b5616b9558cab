using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ;

/// <summary>
/// Online n-step soft Q-learning with the dueling head Q = V + τ log(π/π̄): the network, rollouts and optimiser of A2C, trained on the squared error of Q
/// (Schulman et al. 2017, §6.3). π is the behaviour policy; there is neither a target network nor an ε schedule.
/// </summary>
/// <remarks>Owns its network, optimiser and reference policy. Equations of docs/math/heads.md and docs/math/equivalence.md.</remarks>
public sealed class SoftQAgent : IGradientAgent, IDiscretePolicy
{
    private readonly SoftQOptions _options;
    private readonly ActorCriticLearner _actorCritic;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The torso does not fit the observations.</exception>
    public SoftQAgent(SoftQOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        var settings = new OptimizerSettings(options.Optimizer, options.LearningRate, options.Decay, options.Epsilon, options.MaxGradientNorm, context.RunSteps);
        _ = context.RequireDiscrete("softq");
        _actorCritic = new ActorCriticLearner(context, options.Torso, LayerWidths.Parse(options.Hidden), settings, context.Reference(options.Reference));
        Parameters = [_actorCritic.Trained.Parameters];
    }

    /// <summary>The agent as applications list it; <see cref="SoftQOptions.Head"/> chooses between this class and <see cref="PlainSoftQAgent"/>.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<SoftQOptions>(
        "softq",
        "Online n-step soft Q-learning: Q = V + tau log pi, or a plain Q network with a target network",
        (options, context) => options.Head switch
        {
            QHead.Dueling => new SoftQAgent(options, context),
            QHead.Plain => new PlainSoftQAgent(options, context),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Head, "allowed: Dueling, Plain"),
        });

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
        var takenQ = DuelingHead.TakenQ(
            evaluated.Values, evaluated.TakenLogRatio(rollout), _options.Temperature, _options.ValueScale, _options.AdvantageScale / _options.Temperature);
        var loss = SoftQLoss.Mean(takenQ, targets);
        _actorCritic.Trained.Differentiate(loss);
        return report ? evaluated.Report(loss, null) : null;
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
        var terms = pass.Terms(rollout, withKl: true);
        var targets = _options.Lambda == 1
            ? Backups.ActionTargets(terms, _options.Temperature, _options.Discount, rollout.Steps)
            : Backups.LambdaActionTargets(
                terms, pass.Values.detach().view(rollout.Steps, rollout.Environments), _options.Temperature, _options.Discount, _options.Lambda);
        return targets.view(-1);
    }
}
