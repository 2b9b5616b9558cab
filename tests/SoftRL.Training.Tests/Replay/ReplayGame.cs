using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

/// <summary>
/// Environments whose observation is a number that grows by one in every step and by ten from one episode to the next, so that everything about a transition can be told from it.
/// Episodes last 3, 4, 5, 6, 3, … steps; those of odd length are truncated. As images they are stacks of three frames of 2×2.
/// </summary>
internal sealed class ReplayGame : IDisposable
{
    private readonly ObservationSpace _space;
    private readonly VectorEnvironment _environment;
    private readonly List<RolloutBuffer> _rollouts = [];

    public ReplayGame(int environments, bool images)
    {
        _space = images ? ObservationSpace.Uniform([3, 2, 2], 0, 255, ElementType.UInt8).AsStack(3, FrameStackStart.Zeros) : ObservationSpace.Uniform([2]);
        var made = 0;
        _environment = new VectorEnvironment(() => new Counter(_space, made++), environments, 1);
        _environment.Reset();
    }

    public ReplayMemory Memory(int capacity, double priorityExponent = 0) => new(capacity, _environment.Count, _space, new BoxActions([-1000, 0], [1000, 1]), priorityExponent);

    public ReplayBatch Batch(int size) => new(size, _space, new BoxActions([-1000, 0], [1000, 1]), CPU);

    public void Play(ReplayMemory memory, int steps) => Play([memory], steps);

    public void Play(IReadOnlyList<ReplayMemory> memories, int steps)
    {
        var rollout = new RolloutBuffer(steps, _environment.Count, _space, CPU, _environment.ActionSpace);
        _rollouts.Add(rollout);
        rollout.Begin();
        _environment.Observations.CopyTo(rollout.ObservationMemory(0));
        for (var step = 0; step < steps; step++)
        {
            var actions = rollout.ActionMemory(step).Vectors;
            for (var index = 0; index < _environment.Count; index++)
            {
                actions[2 * index] = Newest(_environment.Observations.Slice(index * _space.Size, _space.Size)) % 100;
            }

            _environment.Step(actions);
            rollout.Record(step, _environment);
            _environment.Observations.CopyTo(rollout.ObservationMemory(step + 1));
        }

        foreach (var memory in memories)
        {
            memory.Add(rollout);
        }
    }

    /// <summary>Checks one row of a batch against the rules of the game.</summary>
    public void Verify(ReplayBatch batch, int row, int steps, double discount)
    {
        var observation = batch.ObservationMemory(row).ToArray();
        var start = (int)Newest(observation);
        observation.Should().Equal(Counter.Stack(_space, start));
        batch.ActionVectors[2 * row].Should().Be(start % 100);
        var (value, weight, expected, ended) = (start, 1.0, 0.0, false);
        var next = batch.NextObservationMemory(row).ToArray();
        var bootstrap = batch.BootstrapMemory[row];
        for (var taken = 0; taken < steps && !ended; taken++)
        {
            // A window that was cut at the newest step is one whose successor is fewer steps away.
            if (taken > 0 && bootstrap != 0 && Newest(next) == value && Math.Abs(bootstrap - weight) < 1e-6)
            {
                break;
            }

            expected += weight * (value % 7);
            weight *= discount;
            value++;
            ended = Counter.IsLast(value);
        }

        batch.ReturnMemory[row].Should().BeApproximately((float)expected, 1e-4f);
        var terminated = ended && Counter.Length(value) % 2 == 0;
        bootstrap.Should().BeApproximately(terminated ? 0 : (float)weight, 1e-6f);
        if (!terminated)
        {
            next.Should().Equal(Counter.Stack(_space, value));
        }
    }

    public RolloutBuffer Paths(int steps, int count) => new(steps, count, _space, CPU, _environment.ActionSpace);

    /// <summary>Checks one path, step by step, against the rules of the game, and says whether it met a truncated step.</summary>
    public bool VerifyPath(RolloutBuffer paths, int path)
    {
        var value = (int)Newest(Observation(paths, 0, path));
        var truncations = 0;
        for (var step = 0; step < paths.Steps; step++)
        {
            Observation(paths, step, path).Should().Equal(Counter.Stack(_space, value));
            paths.ActionMemory(step).Vectors[2 * path].Should().Be(value % 100);
            paths.Rewards[step, path].item<float>().Should().Be(value % 7);
            value++;
            var (ended, terminates) = (Counter.IsLast(value), Counter.Length(value) % 2 == 0);
            paths.Terminated[step, path].item<float>().Should().Be(ended && terminates ? 1 : 0);
            paths.Truncated[step, path].item<float>().Should().Be(ended && !terminates ? 1 : 0);
            if (ended && !terminates)
            {
                var row = paths.TruncatedRows.ToList().IndexOf((step * paths.Environments) + path);
                paths.TruncatedObservations()[row].data<float>().ToArray().Should().Equal(Counter.Stack(_space, value));
                truncations++;
            }

            value = ended ? Counter.Following(_space, value) : value;
        }

        Observation(paths, paths.Steps, path).Should().Equal(Counter.Stack(_space, value));
        return truncations > 0;
    }

    public void Dispose()
    {
        _environment.Dispose();
        _rollouts.ForEach(rollout => rollout.Dispose());
    }

    private float[] Observation(RolloutBuffer paths, int step, int path) => paths.ObservationMemory(step).Slice(path * _space.Size, _space.Size).ToArray();

    private static float Newest(ReadOnlySpan<float> observation) => observation[^1];

    /// <summary>The game: episode e of environment i shows 10·(3e + i) … and its number of steps.</summary>
    private sealed class Counter(ObservationSpace space, int index) : IEnvironment<ReadOnlySpan<float>>
    {
        private int _episode = -1;
        private int _value;

        public ObservationSpace ObservationSpace { get; } = space;

        public ActionSpace ActionSpace { get; } = new BoxActions([-1000, 0], [1000, 1]);

        public static int Length(int value) => 3 + (value / 10 % 4);

        public static int Following(ObservationSpace space, int value) => space.StackedFrames > 0 ? ((value / 10 * 10) + 30) % 250 : (value / 10 * 10) + 30;

        public static bool IsLast(int value) => value % 10 == Length(value);

        public static float[] Stack(ObservationSpace space, int value)
            => space.StackedFrames == 0
                ? [value / 2f, value]
                : [.. Enumerable.Range(-2, 3).SelectMany(back => Enumerable.Repeat((value % 10) + back < 0 ? 0f : (value + back) % 256, 4))];

        public void Reset(ulong seed, Span<float> observation)
        {
            _episode++;
            _value = 10 * ((3 * _episode) + index);
            if (ObservationSpace.StackedFrames > 0)
            {
                _value %= 250;
            }

            Stack(ObservationSpace, _value).CopyTo(observation);
        }

        public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
        {
            var reward = _value % 7;
            _value++;
            Stack(ObservationSpace, _value).CopyTo(observation);
            var end = !IsLast(_value) ? StepEnd.None : Length(_value) % 2 == 0 ? StepEnd.Terminated : StepEnd.Truncated;
            return new StepResult(reward, end);
        }

        public void Save(BinaryWriter writer) => writer.Write(_value);

        public void Load(BinaryReader reader) => _value = reader.ReadInt32();
    }
}
