using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>One training run in its directory: environments, agent, rollouts, metrics, evaluations, checkpoints.</summary>
/// <remarks>
/// Training 2N steps equals training N, being killed, and resuming for N: parameters, metrics and evaluations agree bit for bit in all but clock fields. Owns all it
/// builds. Not thread safe; use it from one thread.
/// </remarks>
public sealed class TrainingRun : IDisposable
{
    private readonly RunSpec _spec;
    private readonly Func<string, EnvironmentSpec> _environments;
    private readonly TimeProvider _clock;
    private readonly Device _device;
    private readonly IAgent _agent;
    private readonly ITrainingLoop _loop;
    private readonly RunNormalization _normalization;
    private readonly RunState _state;
    private readonly CheckpointStore _checkpoints;
    private readonly RunLogs _logs;
    private RunFile _file;
    private string? _lastCheckpoint;

    private TrainingRun(
        RunSpec spec, RunFile file, string directory, AgentCatalog agents, Func<string, EnvironmentSpec> environments, TimeProvider clock, Action<string> warn)
    {
        (_spec, _file, _environments, _clock, Directory) = (spec, file, environments, clock, directory);
        _device = ComputeRuntime.FindDevice(spec.Device);
        ComputeRuntime.UseThreads(spec.Shards == 1 ? spec.Threads : 1);
        _state = new RunState(spec.Seed);
        _checkpoints = RunComposition.Checkpoints(directory, spec.KeepCheckpoints);
        _agent = RunComposition.CreateAgent(spec, file.ScheduledSteps, agents, environments, _device);
        _normalization = new RunNormalization(spec.Normalize, environments(spec.Environment).ObservationSpace);
        _loop = RunComposition.CreateLoop(spec, file.ScheduledSteps, _agent, _normalization, _state.Episodes, agents, environments, _device);
        Restore(warn);
        _logs = RunLogs.Open(directory, _state, clock.GetUtcNow());
        _file.Write(directory);
    }

    /// <summary>The run directory.</summary>
    public string Directory { get; }

    /// <summary>Environment steps done.</summary>
    public long Step => _state.Step;

    /// <summary>The agent; owned by the run.</summary>
    public IAgent Agent => _agent;

    /// <summary>Starts a run in a directory of its own.</summary>
    /// <param name="spec">What the run does.</param>
    /// <param name="directory">Where it writes; made when missing, refused when it holds a run already.</param>
    /// <param name="agents">The agents known here.</param>
    /// <param name="environments">Finds an environment by id, throwing when there is none.</param>
    /// <param name="clock">Clock for the figures of speed; the system's when omitted.</param>
    /// <returns>The run, owned by the caller.</returns>
    /// <exception cref="RunException">The directory holds a run already or cannot be written.</exception>
    /// <exception cref="DeviceUnavailableException">The device is not there.</exception>
    public static TrainingRun Start(
        RunSpec spec, string directory, AgentCatalog agents, Func<string, EnvironmentSpec> environments, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        if (File.Exists(Path.Combine(directory, RunFile.Name)))
        {
            throw new RunException($"'{directory}' already holds a run. Resume it (--resume {directory}) or choose another directory.");
        }

        ComputeRuntime.Prepare();
        _ = environments(spec.Environment);
        _ = ComputeRuntime.FindDevice(spec.Device);
        var isNew = !System.IO.Directory.Exists(directory);
        RunLogs.RequireWritable(directory);
        try
        {
            return new TrainingRun(spec, RunFile.For(spec), directory, agents, environments, clock ?? TimeProvider.System, _ => { });
        }
        catch when (isNew && !System.IO.Directory.EnumerateFileSystemEntries(directory).Any())
        {
            // Nothing began, so nothing is left behind.
            System.IO.Directory.Delete(directory);
            throw;
        }
    }

    /// <summary>Goes on with a run from its newest good checkpoint, or from the start when it was killed before the first.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="overrides">What was asked for now; what must agree is compared.</param>
    /// <param name="agents">The agents known here.</param>
    /// <param name="environments">Finds an environment by id, throwing when there is none.</param>
    /// <param name="warn">Told of damaged checkpoints that were passed over, one line each.</param>
    /// <param name="clock">Clock for the figures of speed; the system's when omitted.</param>
    /// <returns>The run, owned by the caller.</returns>
    /// <exception cref="RunException">There is no run, or it was started with other options.</exception>
    /// <exception cref="CheckpointException">Every checkpoint is damaged.</exception>
    public static TrainingRun Resume(
        string directory, RunOverrides overrides, AgentCatalog agents, Func<string, EnvironmentSpec> environments, Action<string> warn, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        ComputeRuntime.Prepare();
        var file = RunFile.Read(directory);
        var spec = overrides.ApplyTo(file.ToSpec(agents));
        RunLogs.RequireWritable(directory);
        var resumed = RunFile.For(spec) with { ScheduledSteps = file.ScheduledSteps };
        return new TrainingRun(spec, resumed, directory, agents, environments, clock ?? TimeProvider.System, warn);
    }

    /// <summary>Trains until all steps are done or the token is cancelled; then the state is in a checkpoint.</summary>
    /// <param name="observer">Watches. Borrowed.</param>
    /// <param name="cancellation">Stops the run after the update in hand.</param>
    /// <returns>What the run came to.</returns>
    /// <exception cref="DivergedException">The policy or the parameters are not finite; the last good checkpoint is kept and named.</exception>
    /// <exception cref="EnvironmentException">An environment broke its contract.</exception>
    /// <exception cref="CheckpointException">A checkpoint could not be written; earlier ones are kept.</exception>
    public RunSummary Train(IRunObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var watch = new RunWatch(_clock, _state.Seconds, _state.Step);
        try
        {
            while (_state.Step < _spec.Steps && !cancellation.IsCancellationRequested)
            {
                TrainOnce(observer, watch);
            }

            SaveCheckpoint(observer, watch);
        }
        catch (DivergedException error)
        {
            Finish(observer, RunStatus.Diverged, null, watch);
            throw new DivergedException(
                $"Training diverged at step {_state.Step}: {error.Message} The last good checkpoint is {_lastCheckpoint ?? "none: there was no checkpoint yet"}.", error);
        }

        return _state.Step < _spec.Steps
            ? Finish(observer, RunStatus.Interrupted, null, watch)
            : Finish(observer, RunStatus.Completed, Evaluate(observer, watch, _spec.FinalEpisodes, "final evaluation"), watch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _logs.Dispose();
        _loop.Dispose();
        _agent.Dispose();
    }

    private void TrainOnce(IRunObserver observer, RunWatch watch)
    {
        var before = _state.Step;
        var after = before + _loop.StepsPerTurn;
        var row = Crossed(before, after, _spec.LogEvery);
        var report = _loop.Turn(ref _state.Exploration, after, row);
        _state.Step = after;
        if (row)
        {
            WriteRow(observer, watch, report);
        }

        if (_spec.EvaluateEvery > 0 && Crossed(before, after, _spec.EvaluateEvery))
        {
            Evaluate(observer, watch, _spec.EvaluationEpisodes, "evaluation");
        }

        if (Crossed(before, after, _spec.CheckpointEvery))
        {
            SaveCheckpoint(observer, watch);
        }
    }

    private static bool Crossed(long before, long after, long every) => before / every != after / every;

    private void WriteRow(IRunObserver observer, RunWatch watch, UpdateReport? report)
    {
        var speed = watch.Lap(_state.Step);
        _logs.WriteTraining(_state, watch.Seconds, speed, report);
        observer.OnProgress(new RunProgress(_state.Step, _spec.Steps, speed, _state.Episodes.Count, _state.Episodes.RecentReturn, report));
    }

    private EvaluationResult Evaluate(IRunObserver observer, RunWatch watch, int episodes, string stream)
    {
        var seed = Seeds.Derive(_spec.Seed, stream, (ulong)_state.Step);
        var environment = _environments(_spec.Environment);
        var result = Evaluator.Evaluate(
            _agent, (count, episodeSeed) => _normalization.ForEvaluation(environment.CreateVector(count, episodeSeed)), episodes, seed, ActionChoice.Sampled, _device);
        _logs.WriteEvaluation(_state.Step, watch.Seconds, result);
        observer.OnEvaluation(_state.Step, result);
        return result;
    }

    private void SaveCheckpoint(IRunObserver observer, RunWatch watch)
    {
        if (!_agent.Parameters.All(parameters => parameters.AreFinite()))
        {
            throw new DivergedException("A parameter of the network is not finite.");
        }

        _logs.Flush(_state);
        _state.Seconds = watch.Seconds;
        _lastCheckpoint = _checkpoints.Save(_state.Step, writer =>
        {
            _agent.Save(writer);
            _normalization.Save(writer);
            using var state = new BinaryWriter(writer.Part("state.bin"), System.Text.Encoding.UTF8, leaveOpen: true);
            _state.Save(state);
            using var environments = new BinaryWriter(writer.Part("environments.bin"), System.Text.Encoding.UTF8, leaveOpen: true);
            _loop.Save(environments);
        });
        observer.OnCheckpoint(_lastCheckpoint);
    }

    private void Restore(Action<string> warn)
    {
        var checkpoint = RunComposition.NewestCheckpoint(_checkpoints, warn);
        if (checkpoint is null)
        {
            _loop.Reset();
            return;
        }

        _agent.Load(checkpoint);
        _normalization.Load(checkpoint);
        using var state = new BinaryReader(checkpoint.Open("state.bin"));
        _state.Load(state);
        using var environments = new BinaryReader(checkpoint.Open("environments.bin"));
        _loop.Load(environments);
        if (!_loop.ExactSnapshots)
        {
            warn($"{_spec.Environment} cannot be saved: it goes on with new episodes, so this is no exact resume.");
        }

        _lastCheckpoint = checkpoint.Directory;
    }

    private RunSummary Finish(IRunObserver observer, RunStatus status, EvaluationResult? evaluation, RunWatch watch)
    {
        _logs.Flush(_state);
        _file = _file with
        {
            Status = status,
            StepsDone = _state.Step,
            Seconds = watch.Seconds,
            TrainingReturn = _state.Episodes.RecentReturn,
            FinalEvaluation = evaluation,
        };
        _file.Write(Directory);
        var curve = DrawCurve(observer);
        return new RunSummary(
            Directory, _state.Step, watch.Seconds, watch.StepsPerSecond(_state.Step), _state.Episodes.RecentReturn, evaluation, status, curve);
    }

    // The run is done and saved: a picture that cannot be written is worth a warning, not the run.
    private string? DrawCurve(IRunObserver observer)
    {
        try
        {
            return _logs.DrawCurve(_file);
        }
        catch (MetricsException error)
        {
            observer.OnWarning(error.Message);
            return null;
        }
    }
}
