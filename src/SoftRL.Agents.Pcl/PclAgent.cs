using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Pcl;

/// <summary>
/// Path consistency learning (Nachum et al. 2017; Schulman et al. 2017, equation 90): the squared violation of path consistency, lowered in policy and values alike, on fresh
/// rollouts and on paths from replay.
/// </summary>
/// <remarks>Owns its network, optimiser, replay memory and reference policy. Equations PC-1 and PC-2 of docs/math/path-consistency.md.</remarks>
public sealed class PclAgent : IAgent, IDiscretePolicy
{
    private readonly PclOptions _options;
    private readonly PathNetwork _network;
    private readonly DrawnReplay _replay;
    private readonly RolloutBuffer _paths;

    /// <summary>Builds the agent.</summary>
    /// <param name="options">Options.</param>
    /// <param name="context">What it is built for.</param>
    /// <exception cref="ArgumentException">The torso does not fit the observations, or the replay memory is too small.</exception>
    /// <exception cref="OptionsException">The actions are not discrete.</exception>
    public PclAgent(PclOptions options, AgentContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        _options = options;
        var settings = new OptimizerSettings(options.Optimizer, options.LearningRate, options.Decay, options.Epsilon, options.MaxGradientNorm, context.RunSteps);
        _network = new PathNetwork("pcl", context, (options.Torso, options.Hidden), settings, options.Reference, options.Unified ? options.Temperature : null);
        _replay = new DrawnReplay("pcl", options.ReplayCapacity, context);
        _paths = new RolloutBuffer(options.RolloutLength, options.ReplayPaths, context.Observation, context.Device, context.Actions);
        Parameters = [_network.Trained.Parameters];
    }

    /// <summary>The agent as applications list it.</summary>
    public static AgentDescriptor Descriptor { get; } = AgentDescriptor.For<PclOptions>(
        "pcl", "Path consistency learning on rollouts and replayed paths, with policy and value or one unified Q", (options, context) => new PclAgent(options, context));

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
        var figures = Learn(rollout, step, report);
        if (step >= _options.LearningStarts && _replay.HoldsPaths(_paths.Steps))
        {
            for (var update = 0; update < _options.ReplayUpdates; update++)
            {
                _replay.SamplePaths(_paths);
                Learn(_paths, step, report: false);
            }
        }

        return figures;
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
        _paths.Dispose();
    }

    private UpdateReport? Learn(RolloutBuffer paths, long step, bool report)
    {
        using var scope = NewDisposeScope();
        var pass = _network.Evaluate(paths);
        var loss = Loss(paths, pass);
        var learningRate = _network.Trained.Minimise(loss, step);
        return report ? pass.Report(loss, null, _network.Trained, learningRate) : null;
    }

    // The published steps are C·Σγᵈ∇log π for the policy and C·(∇V(s) − γⁿ∇V(s')) for the value, each with a rate of its own: the factor τ of the loss's gradient is taken out.
    private Tensor Loss(RolloutBuffer paths, PathPass pass)
    {
        Tensor Table(Tensor batch, double scale) => GradientScaling.Scale(batch, scale).view(paths.Steps, paths.Environments);
        var terms = new RolloutTerms
        {
            Rewards = paths.Rewards,
            NextValues = Table(pass.NextValues, _options.ValueScale),
            Terminated = paths.Terminated,
            Truncated = paths.Truncated,
        };
        return PathConsistencyLoss.Mean(
            terms, Table(pass.Values, _options.ValueScale), Table(pass.TakenLogRatio, 1 / _options.Temperature), _options.Temperature, _options.Discount, _options.PathLength);
    }
}
