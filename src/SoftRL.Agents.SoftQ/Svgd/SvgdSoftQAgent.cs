using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ;

/// <summary>
/// Soft Q-learning over a box of actions (Haarnoja et al. 2017): Q from replay with soft values summed over sampled actions, and a sampling network a = tanh f(s, ξ) that Stein
/// variational gradient descent trains to draw from π ∝ π₀ exp(Q/τ).
/// </summary>
/// <remarks>
/// Owns its networks, optimisers, replay memory and reference policy. Networks, densities and entropies are of actions scaled to [−1, 1]; particles move before tanh. The critic
/// gives Q/τ, in nats. The policy has no density that could be evaluated, so it is not an <see cref="IDensityPolicy"/>. Equations SV-9 and SV-10 of docs/math/soft-values.md, ST-… of docs/math/stein.md.
/// </remarks>
public sealed class SvgdSoftQAgent : IAgent
{
    private readonly SvgdSoftQOptions _options;
    private readonly UnitBox _box;
    private readonly SamplingNetwork _sampler;
    private readonly ActionInputs _inputs;
    private readonly CriticEnsemble _critic;
    private readonly DensityReference _reference;
    private readonly OffPolicyExperience _experience;
    private readonly ValueProposals _proposals;
    private readonly GaussianNoise _fixed;
    private readonly GaussianNoise _updated;
    private readonly int _stepsPerUpdate;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The replay memory is too small.</exception>
    /// <exception cref="OptionsException">The actions are no box, or options contradict each other.</exception>
    public SvgdSoftQAgent(SvgdSoftQOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        var actions = context.RequireBox("softq-svgd").Dimension;
        if (options is { Proposals: ProposalKind.Mixture, ValueParticles: < 2 })
        {
            throw new OptionsException($"value-particles is {options.ValueParticles} and proposals is mixture; a mixture needs 2 or more.");
        }

        var (batch, hidden) = (options.BatchSize, LayerWidths.Parse(options.Hidden));
        var random = new Xoshiro256(context.Seed);
        _reference = DensityReference.For(options.Reference, actions, context);
        _box = new UnitBox((BoxActions)context.Actions, context.Device);
        _sampler = new SamplingNetwork(context.Observation, actions, hidden, options.Activation, options.GreedyParticles, Settings(options.SamplerLearningRate, context), ref random, context.Device);
        _inputs = new ActionInputs(context.Observation, actions);
        _critic = new CriticEnsemble(1, _inputs.Shape(hidden, options.Activation), Settings(options.LearningRate, context), ref random, context.Device);
        _experience = new OffPolicyExperience(context, new ReplaySettings
        {
            Capacity = options.ReplayCapacity,
            BatchSize = batch,
            LearningStarts = options.LearningStarts,
            Minibatches = options.Minibatches,
            Discount = options.Discount,
        });
        _proposals = new ValueProposals(options.Proposals, batch, options.ValueParticles, actions, options.MinBandwidth, _sampler, context.Device);
        _fixed = new GaussianNoise(batch * options.FixedParticles, actions, context.Device);
        _updated = new GaussianNoise(batch * options.UpdatedParticles, actions, context.Device);
        _stepsPerUpdate = options.TrainEvery * context.Environments;
        Parameters = [_sampler.Trained.Parameters, _critic.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<SvgdSoftQOptions>(
        "softq-svgd", "Soft Q-learning from replay with a Stein variational sampling network: real-valued actions, several modes", (options, context) => new SvgdSoftQAgent(options, context), environments: 1);

    /// <inheritdoc/>
    public int RolloutLength => _options.TrainEvery;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _sampler.Write(_inputs.Features(observations), _box, ref random, actions);
    }

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _sampler.WriteBest(_inputs.Features(observations), _critic.Smallest, _box, actions);
    }

    /// <inheritdoc/>
    public void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        if (_experience.IsWarmingUp)
        {
            _box.WriteRandom(ref random, actions);
        }
        else
        {
            Act(observations, ref random, actions);
        }
    }

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report)
    {
        var figures = _experience.Learn(rollout, step, report, Learn);
        if (step / _options.TargetUpdateSteps > (step - _stepsPerUpdate) / _options.TargetUpdateSteps)
        {
            _critic.Track(_options.TargetRate);
        }

        return figures;
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _sampler.Trained.Save(writer, "sampler");
        _critic.Save(writer);
        _experience.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint)
    {
        LoadPolicy(checkpoint);
        _experience.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void LoadPolicy(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _sampler.Trained.Load(checkpoint, "sampler");
        _critic.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sampler.Dispose();
        _critic.Dispose();
        _reference.Dispose();
        _experience.Dispose();
        _proposals.Dispose();
        _fixed.Dispose();
        _updated.Dispose();
        _box.Dispose();
    }

    internal CriticEnsemble Critic => _critic;

    private OptimizerSettings Settings(Schedule learningRate, AgentContext context)
        => new(OptimizerKind.Adam, learningRate, _options.Decay, _options.Epsilon, double.PositiveInfinity, context.RunSteps);

    private UpdateReport? Learn(long step, bool report)
    {
        var batch = _experience.Batch;
        var features = _inputs.Features(batch.Observations);
        var (targets, entropy, kl) = Targets(batch, report);
        var q = _critic.Trained(cat([features, _box.Scaled(batch.Actions)], 1)).view(-1);
        var criticLoss = SoftQLoss.Mean(q, targets);
        _critic.Minimise(criticLoss, step);
        var samplerLoss = Particles(batch.Observations, features);
        var learningRate = _sampler.Trained.Minimise(samplerLoss, step);
        return report
            ? new UpdateReport(samplerLoss.cpu().item<float>(), criticLoss.cpu().item<float>(), entropy, kl, _sampler.Trained.LastGradientNorm, learningRate, _options.Temperature)
            : null;
    }

    // y/τ = r/τ + γ V(s')/τ, without gradient, V summed over proposals; and figures of the policy that the target network stands for at s'.
    private (Tensor Targets, double Entropy, double Kl) Targets(ReplayBatch batch, bool report)
    {
        using var frozen = no_grad();
        var next = batch.NextObservations;
        var features = _inputs.Features(next);
        var (unsquashed, logDensity) = _proposals.Draw(features, ref _experience.Draws);
        var (rows, count) = (unsquashed.view(-1, _box.Dimension), (int)unsquashed.size(1));
        var q = _critic.SmallestTarget(cat([features.repeat_interleave(count, 0), rows.tanh()], 1)).view(-1, count);
        var logRatio = LogRatio(logDensity, next, rows, count);
        var targets = addcmul(batch.Returns / _options.Temperature, batch.BootstrapDiscounts, SampledSoftValues.SoftValue(q, 1, logRatio), 1);
        if (!report)
        {
            return (targets, double.NaN, double.NaN);
        }

        // ln π = ln q + Q/τ − V/τ − ln q/π₀: the entropy is minus the divergence from the Lebesgue measure.
        var kl = SampledSoftValues.Divergence(q, 1, logRatio);
        var logPrior = (SampledSoftValues.LogWeights(q, 1, logRatio).exp() * (logDensity - logRatio)).sum(-1);
        return (targets, -(kl + logPrior).mean().cpu().item<float>(), kl.mean().cpu().item<float>());
    }

    // The sampling network's own particles, and where they should move.
    private Tensor Particles(Tensor observations, Tensor features)
    {
        var batch = _options.BatchSize;
        Tensor unsquashed, directions;
        using (no_grad())
        {
            unsquashed = _sampler.Unsquashed(features.repeat_interleave(_options.FixedParticles, 0), _fixed.Next(ref _experience.Draws));
        }

        var scores = Scores(observations, features, unsquashed.requires_grad_());
        var moved = _sampler.Unsquashed(features.repeat_interleave(_options.UpdatedParticles, 0), _updated.Next(ref _experience.Draws)).view(batch, -1, _box.Dimension);
        using (no_grad())
        {
            directions = SteinDirections.Direction(moved, unsquashed.view(batch, -1, _box.Dimension), scores.view(batch, -1, _box.Dimension), _options.MinBandwidth);
        }

        return SteinLoss.Mean(moved, directions);
    }

    // ∇_u of ln π(u) = Q(s, tanh u)/τ + ln π₀ + ln |da/du|, up to a constant.
    private Tensor Scores(Tensor observations, Tensor features, Tensor unsquashed)
    {
        var count = _options.FixedParticles;
        var actions = unsquashed.tanh();
        var q = _critic.Smallest(cat([features.repeat_interleave(count, 0), actions], 1)).view(-1, count);
        var energy = _reference.IsFlat ? q : q - LogRatio(zeros_like(q), observations, unsquashed, count);
        return SteinDirections.UnsquashedScores(autograd.grad([energy.sum()], [unsquashed])[0], actions.detach());
    }

    // ln q − ln π₀ of `count` actions in each state, [B, count].
    private Tensor LogRatio(Tensor logDensity, Tensor observations, Tensor unsquashed, int count)
    {
        var repeated = _reference.IsFlat ? observations : observations.repeat_interleave(count, 0);
        return _reference.LogRatio(logDensity.view(-1), repeated, unsquashed).view(-1, count);
    }
}
