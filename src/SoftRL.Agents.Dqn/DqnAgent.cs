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
public sealed class DqnAgent : IAgent, IDiscretePolicy
{
    private const long Undecided = -1;

    private readonly DqnOptions _options;
    private readonly IReferencePolicy _reference;
    private readonly double _backupTemperature;
    private readonly QNetwork _network;
    private readonly ReplayMemory _replay;
    private readonly ReplayBatch _batch;
    private readonly long _runSteps;
    private readonly int _actions;
    private Xoshiro256 _draws;
    private long _step;

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
        _network = new QNetwork(options, context);
        _replay = new ReplayMemory(options.ReplayCapacity, context.Environments, context.Observation, context.Actions, options.PriorityExponent);
        _batch = new ReplayBatch(options.BatchSize, context.Observation, context.Actions, context.Device);
        _draws = new Xoshiro256(Seeds.Derive(context.Seed, "replay"));
        Parameters = [_network.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<DqnOptions>(
        "dqn", "Deep Q-learning from replay: hard maximum, soft with a KL penalty, or soft with an entropy bonus", (options, context) => new DqnAgent(options, context), environments: 1);

    /// <inheritdoc/>
    public int RolloutLength => _options.TrainEvery;

    /// <inheritdoc/>
    public IReadOnlyList<FlatParameters> Parameters { get; }

    /// <inheritdoc/>
    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
        => Choose(observations, _options.EvaluationRandomActions, ref random, actions);

    /// <inheritdoc/>
    public void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions)
        => Choose(observations, _step < _options.LearningStarts ? 1 : _options.RandomActions.At(_step, _runSteps), ref random, actions);

    /// <inheritdoc/>
    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        CategoricalSampler.Greedy(Host(_network.Q(observations)), _actions, _actions, 1, HostMask(), actions.Indices);
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
        ArgumentNullException.ThrowIfNull(rollout);
        _replay.Add(rollout);
        UpdateReport? figures = null;
        if (step >= _options.LearningStarts)
        {
            for (var minibatch = 1; minibatch <= _options.Minibatches; minibatch++)
            {
                figures = Learn(step, report && minibatch == _options.Minibatches);
            }
        }

        if (step / _options.TargetUpdateSteps > _step / _options.TargetUpdateSteps)
        {
            _network.UpdateTarget();
        }

        _step = step;
        return figures;
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _network.Save(writer);
        _replay.Save(writer);
        using var state = new BinaryWriter(writer.Part("dqn.bin"), System.Text.Encoding.UTF8, leaveOpen: true);
        _draws.Save(state);
        state.Write(_step);
    }

    /// <inheritdoc/>
    public void Load(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _network.Load(checkpoint);
        _replay.Load(checkpoint);
        using var state = new BinaryReader(checkpoint.Open("dqn.bin"));
        _draws = Xoshiro256.Load(state);
        _step = state.ReadInt64();
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
        _network.Dispose();
        _replay.Dispose();
        _batch.Dispose();
        _reference.Dispose();
    }

    private UpdateReport? Learn(long step, bool report)
    {
        using var scope = NewDisposeScope();
        _replay.Sample(_batch, _options.Steps, _options.Discount, ref _draws, _options.PriorityCorrection.At(step, _runSteps));
        var targets = Targets();
        var q = _network.Q(_batch.Observations);
        var taken = q.gather(1, _batch.Actions.unsqueeze(1)).squeeze(1);
        var loss = Loss(taken, targets);
        var learningRate = _network.Minimise(loss, step);
        if (_options.PriorityExponent > 0)
        {
            _replay.SetPriorities(_batch, Host((taken - targets).detach()));
        }

        return report ? Report(loss, q, learningRate) : null;
    }

    private Tensor Loss(Tensor taken, Tensor targets)
    {
        if (_options.PriorityExponent == 0)
        {
            return nn.functional.huber_loss(taken, targets, _options.Huber);
        }

        return (nn.functional.huber_loss(taken, targets, _options.Huber, nn.Reduction.None) * _batch.Weights).mean();
    }

    // y = Σ γ^d r + γ^m V(s'), without gradient; V is judged by the target network, under the trained network's policy when that is asked for.
    private Tensor Targets()
    {
        using var frozen = no_grad();
        var next = _batch.NextObservations;
        var judged = _network.TargetQ(next);
        var logPrior = _reference.LogProbabilities(next);
        var values = _options.Double
            ? SoftValues.PolicyValue(judged, BoltzmannPolicies.LogPolicy(_network.Q(next), _backupTemperature, logPrior), _backupTemperature, logPrior)
            : SoftValues.SoftValue(judged, _backupTemperature, logPrior);
        return addcmul(_batch.Returns, _batch.BootstrapDiscounts, values, 1);
    }

    private void Choose(Tensor observations, double randomly, ref Xoshiro256 random, ActionRows actions)
    {
        var chosen = actions.Indices;
        if (_options.Exploration == DqnExploration.Boltzmann && randomly < 1)
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            CategoricalSampler.Sample(Host(_network.Q(observations)), _actions, _actions, 1 / _options.Temperature, HostMask(), ref random, chosen);
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
        using var frozen = no_grad();
        Span<long> best = chosen.Length <= 64 ? stackalloc long[chosen.Length] : new long[chosen.Length];
        CategoricalSampler.Greedy(Host(_network.Q(observations)), _actions, _actions, 1, HostMask(), best);
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

    private UpdateReport Report(Tensor loss, Tensor q, double learningRate)
    {
        using var frozen = no_grad();
        var logPolicy = BoltzmannPolicies.LogPolicy(q, _backupTemperature, _reference.LogProbabilities(_batch.Observations));
        var kl = Divergences.KullbackLeibler(logPolicy, _reference.LogProbabilities(_batch.Observations));
        return new UpdateReport(
            loss.cpu().item<float>(), null, Divergences.Entropy(logPolicy).mean().cpu().item<float>(), kl.mean().cpu().item<float>(), _network.LastGradientNorm, learningRate);
    }

    private ReadOnlySpan<float> HostMask() => _reference.Mask is { } mask ? Host(mask) : [];

    private static ReadOnlySpan<float> Host(Tensor values) => MemoryMarshal.Cast<byte, float>(values.cpu().bytes);
}
