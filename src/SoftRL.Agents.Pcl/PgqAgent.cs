using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Pcl;

/// <summary>
/// PGQ (O'Donoghue et al. 2017; Schulman et al. 2017, equation 87): policy gradient on fresh rollouts, mixed with a soft Bellman update of the same network on replay, read as
/// Q = V + τ (log(π/π̄) − KL).
/// </summary>
/// <remarks>Owns its network, optimiser, replay memory and reference policy. Equations HD-4 and HD-5 of docs/math/heads.md.</remarks>
public sealed class PgqAgent : IAgent, IDiscretePolicy
{
    private readonly PgqOptions _options;
    private readonly PathNetwork _network;
    private readonly DrawnReplay _replay;
    private readonly ReplayBatch _batch;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The torso does not fit the observations, or the replay memory is too small.</exception>
    /// <exception cref="OptionsException">The actions are not discrete.</exception>
    public PgqAgent(PgqOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        var settings = new OptimizerSettings(options.Optimizer, options.LearningRate, options.Decay, options.Epsilon, options.MaxGradientNorm, context.RunSteps);
        _network = new PathNetwork("pgq", context, (options.Torso, options.Hidden), settings, options.Reference, unified: null);
        _replay = new DrawnReplay("pgq", options.ReplayCapacity, context);
        _batch = new ReplayBatch(options.BatchSize, context.Observation, context.Actions, context.Device);
        Parameters = [_network.Trained.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<PgqOptions>(
        "pgq", "Policy gradient on rollouts mixed with soft Q-learning of the same network on replay", (options, context) => new PgqAgent(options, context));

    /// <inheritdoc/>
    public int RolloutLength => _options.RolloutLength;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions) => _network.Act(observations, ref random, actions);

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions) => _network.ActGreedily(observations, actions);

    /// <inheritdoc/>
    public Tensor LogPolicy(Tensor observations) => _network.LogPolicy(observations);

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        _replay.Add(rollout);
        using var scope = NewDisposeScope();
        var pass = _network.Evaluate(rollout);
        var (policyLoss, valueLoss) = ActorCritic(rollout, pass);
        var loss = policyLoss + (_options.ValueCoefficient * valueLoss);
        if (step >= _options.LearningStarts)
        {
            _replay.Sample(_batch, _options.Discount);
            loss = PgqLoss.Mix(loss, Bellman(), _options.Mix);
        }

        var learningRate = _network.Trained.Minimise(loss, step);
        return report ? pass.Report(loss, valueLoss, _network.Trained, learningRate) : null;
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _network.Trained.Save(writer);
        _replay.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint)
    {
        LoadPolicy(checkpoint);
        _replay.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void LoadPolicy(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _network.Trained.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        _replay.Dispose();
        _batch.Dispose();
    }

    private (Tensor Policy, Tensor Value) ActorCritic(RolloutBuffer rollout, PathPass pass)
    {
        Tensor Table(Tensor batch) => batch.detach().view(rollout.Steps, rollout.Environments);
        var terms = new RolloutTerms
        {
            Rewards = rollout.Rewards,
            NextValues = Table(pass.NextValues),
            Terminated = rollout.Terminated,
            Truncated = rollout.Truncated,
            Kl = Table(pass.Kl),
        };
        var advantages = Backups.GeneralizedAdvantages(terms, Table(pass.Values), _options.Temperature, _options.Discount, _options.Lambda).view(-1);
        var policy = PolicyGradientLoss.Mean(pass.TakenLogProbabilities, advantages, pass.Kl, _options.Temperature);
        return (policy, ValueLoss.Mean(pass.Values, advantages + pass.Values.detach()));
    }

    // This Q counts the divergence of its own state, so its target does: y = r − τ KL(s) + γ V(s'), where V is the soft value of Q + τ KL. The scales make the gradient
    // (Q − y)(∇log π − ∇KL + c ∇V): like the actor-critic's, with a factor τ taken out.
    private Tensor Bellman()
    {
        var (temperature, observations) = (_options.Temperature, _batch.Observations);
        var (logPolicy, values) = _network.Evaluate(observations);
        var pass = _network.Pass(observations, _batch.Actions, logPolicy, values, SuccessorValues());
        var targets = (_batch.Returns - (temperature * pass.Kl.detach())).addcmul(_batch.BootstrapDiscounts, pass.NextValues, 1);
        var q = PgqHead.TakenQ(
            GradientScaling.Scale(values, _options.ValueCoefficient), GradientScaling.Scale(pass.TakenLogRatio, 1 / temperature), GradientScaling.Scale(pass.Kl, 1 / temperature), temperature);
        return SoftQLoss.Mean(q, targets);
    }

    private Tensor SuccessorValues()
    {
        using var frozen = no_grad();
        return _network.Evaluate(_batch.NextObservations).Values;
    }
}
