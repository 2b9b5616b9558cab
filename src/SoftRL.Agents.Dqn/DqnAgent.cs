using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Dqn;

/// <summary>
/// Deep Q-learning from replay with a target network (Mnih et al. 2015), hard or soft: the target is the n-step return plus γⁿ times the hard maximum, the KL-regularised or the
/// entropy-regularised soft value of the successor (Schulman et al. 2017, §6.2).
/// </summary>
/// <remarks>Owns its networks, optimiser, replay memory and reference policy. Equations BK-… of docs/math/backups.md.</remarks>
public sealed class DqnAgent : IMinibatchAgent, IDiscretePolicy
{
    private const long Undecided = -1;

    private readonly DqnOptions _options;
    private readonly IReferencePolicy _reference;
    private readonly double _backupTemperature;
    private readonly QNetwork _network;
    private readonly MinibatchShards _shards;
    private readonly OffPolicyExperience _experience;
    private readonly MinibatchColumn _errors;
    private readonly double[] _losses;
    private readonly double[] _entropies;
    private readonly double[] _divergences;
    private readonly long _runSteps;
    private readonly int _actions;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The torso does not fit the observations, or the replay memory is too small.</exception>
    /// <exception cref="OptionsException">The actions are not discrete.</exception>
    public DqnAgent(DqnOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        (_options, _runSteps) = (options, context.RunSteps);
        _actions = context.RequireDiscrete("dqn").Count;
        // The three backups differ in the temperature and the measure of one soft value: 0 is the hard maximum.
        _backupTemperature = options.Backup == DqnBackup.Hard ? 0 : options.Temperature;
        _reference = options.Backup == DqnBackup.SoftKl ? context.Reference(options.Reference) : FixedReference.CountingMeasure();
        _shards = new MinibatchShards(context.Shards, options.BatchSize);
        _network = new QNetwork(options, context, _shards);
        _experience = new OffPolicyExperience(context, new ReplaySettings
        {
            Capacity = options.ReplayCapacity,
            BatchSize = options.BatchSize,
            LearningStarts = options.LearningStarts,
            Minibatches = options.Minibatches,
            Discount = options.Discount,
            Steps = options.Steps,
            PriorityExponent = options.PriorityExponent,
            PriorityCorrection = options.PriorityCorrection,
        }, _shards);
        _errors = new MinibatchColumn(_shards, context.Device);
        (_losses, _entropies, _divergences) = (new double[context.Shards], new double[context.Shards], new double[context.Shards]);
        Parameters = [_network.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<DqnOptions>(
        "dqn", "Deep Q-learning from replay: hard maximum, soft with a KL penalty, or soft with an entropy bonus", (options, context) => new DqnAgent(options, context), environments: 1);

    /// <inheritdoc/>
    public int RolloutLength => _options.TrainEvery;

    /// <inheritdoc/>
    public int Shards => _shards.Count;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
        => Choose(observations, _options.EvaluationRandomActions, ref random, actions);

    /// <inheritdoc/>
    public void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions)
        => Choose(observations, _experience.IsWarmingUp ? 1 : _options.RandomActions.At(_experience.Step, _runSteps), ref random, actions);

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        CategoricalSampler.Greedy(_network.Scores(observations), _network.Outputs, _actions, 1, HostMask(), actions.Indices);
    }

    /// <inheritdoc/>
    public Tensor LogPolicy(Tensor observations)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return BoltzmannPolicies.LogPolicy(_network.Q(observations), _backupTemperature, _reference.LogProbabilities(observations)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report)
    {
        var before = _experience.Step;
        var figures = _experience.Learn(rollout, step, report, Learn);
        if (step / _options.TargetUpdateSteps > before / _options.TargetUpdateSteps)
        {
            _network.UpdateTarget();
        }

        return figures;
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _network.Save(writer);
        _experience.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _network.Load(checkpoint);
        _experience.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void LoadPolicy(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _network.Load(checkpoint);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shards.Dispose();
        _network.Dispose();
        _experience.Dispose();
        _errors.Dispose();
        _reference.Dispose();
    }

    private UpdateReport? Learn(long step, bool report)
    {
        _experience.Share(shard => Differentiate(shard, report));
        var learningRate = _network.Step(step);
        if (_options.PriorityExponent > 0)
        {
            _experience.SetPriorities(Host(_errors.Values));
        }

        return report ? new UpdateReport(_shards.Mean(_losses), null, _shards.Mean(_entropies), _shards.Mean(_divergences), _network.LastGradientNorm, learningRate) : null;
    }

    private void Differentiate(int shard, bool report)
    {
        using var scope = NewDisposeScope();
        var rows = _experience.Part(shard);
        var targets = Targets(rows, shard);
        var q = _network.Q(rows.Observations, shard);
        var taken = q.gather(1, rows.Actions.unsqueeze(1)).squeeze(1);
        var loss = Loss(taken, targets, rows);
        _network.Differentiate(loss, shard);
        if (_options.PriorityExponent > 0)
        {
            _errors.Write(shard, (taken - targets).detach());
        }

        if (report)
        {
            Report(shard, loss, q, rows.Observations);
        }
    }

    private Tensor Loss(Tensor taken, Tensor targets, ReplayBatch rows)
    {
        if (_options.PriorityExponent == 0)
        {
            return nn.functional.huber_loss(taken, targets, _options.Huber);
        }

        return (nn.functional.huber_loss(taken, targets, _options.Huber, nn.Reduction.None) * rows.Weights).mean();
    }

    // y = Σ γ^d r + γ^m V(s'), without gradient; V is judged by the target network, under the trained network's policy when that is asked for.
    private Tensor Targets(ReplayBatch rows, int shard)
    {
        using var frozen = no_grad();
        var next = rows.NextObservations;
        var judged = _network.TargetQ(next, shard);
        var logPrior = _reference.LogProbabilities(next);
        var values = _options.Double
            ? SoftValues.PolicyValue(judged, BoltzmannPolicies.LogPolicy(_network.Q(next, shard), _backupTemperature, logPrior), _backupTemperature, logPrior)
            : SoftValues.SoftValue(judged, _backupTemperature, logPrior);
        return addcmul(rows.Returns, rows.BootstrapDiscounts, values, 1);
    }

    private void Choose(Tensor observations, double randomly, ref Xoshiro256 random, ActionRows actions)
    {
        var chosen = actions.Indices;
        if (_options.Exploration == DqnExploration.Boltzmann && randomly < 1)
        {
            using var scope = NewDisposeScope();
            CategoricalSampler.Sample(_network.Scores(observations), _network.Outputs, _actions, 1 / _options.Temperature, HostMask(), ref random, chosen);
        }
        else
        {
            chosen.Fill(Undecided);
        }

        for (var row = 0; row < chosen.Length; row++)
        {
            if (random.NextDouble() < randomly)
            {
                chosen[row] = AnyAllowed(ref random);
            }
        }

        // Where every action is random already, the network is not asked.
        if (chosen.Contains(Undecided))
        {
            ChooseBest(observations, chosen);
        }
    }

    private void ChooseBest(Tensor observations, Span<long> chosen)
    {
        using var scope = NewDisposeScope();
        Span<long> best = chosen.Length <= 64 ? stackalloc long[chosen.Length] : new long[chosen.Length];
        CategoricalSampler.Greedy(_network.Scores(observations), _network.Outputs, _actions, 1, HostMask(), best);
        for (var row = 0; row < chosen.Length; row++)
        {
            chosen[row] = chosen[row] == Undecided ? best[row] : chosen[row];
        }
    }

    private int AnyAllowed(ref Xoshiro256 random)
    {
        var mask = HostMask();
        int action;
        do
        {
            action = random.NextInt(_actions);
        }
        while (!mask.IsEmpty && float.IsNegativeInfinity(mask[action]));
        return action;
    }

    private void Report(int shard, Tensor loss, Tensor q, Tensor observations)
    {
        using var frozen = no_grad();
        var logPrior = _reference.LogProbabilities(observations);
        var logPolicy = BoltzmannPolicies.LogPolicy(q, _backupTemperature, logPrior);
        _losses[shard] = loss.cpu().item<float>();
        _entropies[shard] = Divergences.Entropy(logPolicy).mean().cpu().item<float>();
        _divergences[shard] = Divergences.KullbackLeibler(logPolicy, logPrior).mean().cpu().item<float>();
    }

    private ReadOnlySpan<float> HostMask() => _reference.Mask is { } mask ? Host(mask) : [];

    private static ReadOnlySpan<float> Host(Tensor values) => MemoryMarshal.Cast<byte, float>(values.cpu().bytes);
}
