using SoftRL.Core;
using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>The last steps of N environments, to draw minibatches of n-step transitions from.</summary>
/// <remarks>
/// <para>
/// Every observation is stored once, of a stack of frames only the newest frame, and images as bytes: 1,000,000 steps of 84×84 images stacked by four take 7.06 GB. An
/// observation is its own step's and the step before's successor; a truncated episode's last one has a slot of its own, so successors are always the true ones.
/// </para>
/// <para>Windows of n steps end early where an episode ends and at the newest step. Memory outside the managed heap; dispose it.</para>
/// </remarks>
public sealed partial class ReplayMemory : IDisposable
{
    private readonly ObservationSpace _observation;
    private readonly FrameStore _frames;
    private readonly int _environments;
    private readonly int _length;
    private readonly int _history;
    private readonly int _actionDimension;
    private readonly ReplaySlot[] _slots;
    private readonly float[] _rewards;
    private readonly int[] _indices;
    private readonly float[] _vectors;
    private readonly int[] _heads;
    private readonly int[] _filled;
    private readonly double _exponent;
    private readonly PriorityTree? _priorities;
    private double _highest = 1;

    /// <summary>Reserves room; memory is used as it fills.</summary>
    /// <param name="capacity">Steps to keep of all environments together, positive, at least two of each.</param>
    /// <param name="environments">N, positive.</param>
    /// <param name="observation">The environments' observations.</param>
    /// <param name="actions">The environments' actions.</param>
    /// <param name="priorityExponent">Transitions are drawn with probability proportional to (|error| + 10⁻⁶) to this power, in [0, 1] (Schaul et al. 2016); 0, the default, is uniform.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public ReplayMemory(int capacity, int environments, ObservationSpace observation, ActionSpace actions, double priorityExponent = 0)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(actions);
        _environments = Require.Positive(environments);
        Capacity = (int)Require.Within(2 * environments, 1_000_000_000, capacity);
        _exponent = Require.Within(0, 1, priorityExponent);
        _observation = observation;
        _history = Math.Max(1, observation.StackedFrames);
        // One more than its steps: the observation to act on next. A stack's oldest observations lack their older frames.
        _length = ((capacity + environments - 1) / environments) + _history;
        var slots = checked(_length * environments);
        _actionDimension = (actions as BoxActions)?.Dimension ?? 0;
        _frames = new FrameStore(slots, observation);
        _slots = new ReplaySlot[slots];
        _rewards = new float[slots];
        _indices = new int[_actionDimension == 0 ? slots : 0];
        _vectors = new float[checked(_actionDimension * slots)];
        _heads = new int[environments];
        _filled = new int[environments];
        _priorities = priorityExponent > 0 ? new PriorityTree(slots) : null;
    }

    /// <summary>Steps that are kept.</summary>
    public int Capacity { get; }

    /// <summary>Steps held now.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of native memory reserved for observations.</summary>
    public long ObservationBytes => (long)_slots.Length * _frames.FrameBytes;

    /// <summary>Takes over the steps of a rollout that goes on where the last one ended.</summary>
    /// <param name="rollout">T steps of the same N environments. Borrowed.</param>
    /// <exception cref="ArgumentException">It has another number of environments.</exception>
    public void Add(RolloutBuffer rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        if (rollout.Environments != _environments)
        {
            throw new ArgumentException($"rollout has {rollout.Environments} environments; this memory holds {_environments}.", nameof(rollout));
        }

        var finals = 0;
        for (var step = 0; step < rollout.Steps; step++)
        {
            for (var environment = 0; environment < _environments; environment++)
            {
                AddStep(rollout, step, environment, ref finals);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();

    private void AddStep(RolloutBuffer rollout, int step, int environment, ref int finals)
    {
        if (_filled[environment] == 0)
        {
            Put(environment, rollout.ObservationMemory(step), ReplaySlot.First);
        }

        var slot = At(environment, 0);
        var end = rollout.EndAt(step, environment);
        _slots[slot] |= end switch { StepEnd.None => ReplaySlot.Step, StepEnd.Terminated => ReplaySlot.Terminated, _ => ReplaySlot.Truncated };
        _rewards[slot] = rollout.RewardAt(step, environment);
        var actions = rollout.ActionMemory(step);
        if (_actionDimension == 0)
        {
            _indices[slot] = (int)actions.Indices[environment];
        }
        else
        {
            actions.Vectors.Slice(environment * _actionDimension, _actionDimension).CopyTo(Vector(slot));
        }

        Count++;
        _priorities?.Set(slot, _highest);
        if (end == StepEnd.Truncated)
        {
            Advance(environment);
            PutRow(environment, rollout.TruncatedObservationMemory(finals++), ReplaySlot.Open);
        }

        Advance(environment);
        Put(environment, rollout.ObservationMemory(step + 1), end == StepEnd.None ? ReplaySlot.Open : ReplaySlot.First);
    }

    private void Put(int environment, ReadOnlySpan<float> observations, ReplaySlot kind)
        => PutRow(environment, observations.Slice(environment * _observation.Size, _observation.Size), kind);

    private void PutRow(int environment, ReadOnlySpan<float> observation, ReplaySlot kind)
    {
        _filled[environment] = Math.Max(1, _filled[environment]);
        var slot = At(environment, 0);
        _slots[slot] = kind;
        _frames.Write(slot, observation[^_frames.FrameSize..]);
    }

    private void Advance(int environment)
    {
        _heads[environment] = (_heads[environment] + 1) % _length;
        _filled[environment] = Math.Min(_filled[environment] + 1, _length);
        var slot = At(environment, 0);
        Count -= IsStep(slot) ? 1 : 0;
        _slots[slot] = ReplaySlot.Open;
        _priorities?.Set(slot, 0);
    }

    /// <summary>The slot of an environment's observation so many slots before its newest.</summary>
    private int At(int environment, int age) => (environment * _length) + ((_heads[environment] - age + _length) % _length);

    private int Age(int slot) => (_heads[slot / _length] - (slot % _length) + _length) % _length;

    private bool IsStep(int slot) => (_slots[slot] & (ReplaySlot.Step | ReplaySlot.Terminated | ReplaySlot.Truncated)) != 0;

    private Span<float> Vector(int slot) => _vectors.AsSpan(slot * _actionDimension, _actionDimension);
}
