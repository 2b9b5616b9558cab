using SoftRL.Core;
using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>The last steps of N environments, to draw minibatches of n-step transitions from.</summary>
/// <remarks>
/// <para>
/// Every observation is stored once, of a stack of frames only the newest frame, and images as bytes: 1,000,000 steps of 84×84 images stacked by four take 7.06 GB. An
/// observation is its own step's and the step before's successor; a truncated episode's last one has a slot of its own, so successors are always the true ones.
/// </para>
/// <para>Windows of n steps end early where an episode ends and at the newest step. Memory outside the managed heap; dispose it.</para>
/// </remarks>
public sealed class ReplayMemory : IDisposable
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

    /// <summary>Draws a minibatch of transitions, with replacement.</summary>
    /// <param name="batch">Receives it.</param>
    /// <param name="steps">n, the longest window, positive.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="random">Advanced.</param>
    /// <param name="correction">β of the importance weights (1 / (count · probability))^β, scaled so that the largest of the batch is 1; in [0, 1]. Without priorities all weights are 1.</param>
    /// <exception cref="InvalidOperationException">The memory is empty.</exception>
    public void Sample(ReplayBatch batch, int steps, double discount, ref Xoshiro256 random, double correction = 1)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Require.Positive(steps);
        Require.Within(0, 1, discount);
        Require.Within(0, 1, correction);
        if (Count == 0)
        {
            throw new InvalidOperationException("The replay memory is empty.");
        }

        for (var row = 0; row < batch.Size; row++)
        {
            var slot = Draw(ref random);
            batch.Slots[row] = slot;
            Fill(batch, row, slot, steps, discount);
        }

        Weigh(batch, correction);
    }

    /// <summary>Sets the priorities of the transitions of a minibatch drawn since the last <see cref="Add"/>; nothing without priorities.</summary>
    /// <param name="batch">The minibatch. Borrowed.</param>
    /// <param name="errors">Their errors, float32 <c>[B]</c> on the CPU; the sign does not matter. Borrowed.</param>
    public void SetPriorities(ReplayBatch batch, ReadOnlySpan<float> errors)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_priorities is null)
        {
            return;
        }

        for (var row = 0; row < batch.Size; row++)
        {
            var weight = Math.Pow(Math.Abs(errors[row]) + 1e-6, _exponent);
            _highest = Math.Max(_highest, weight);
            _priorities.Set(batch.Slots[row], weight);
        }
    }

    /// <summary>Writes everything that is held, without a copy in memory.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    /// <param name="part">Name of the part.</param>
    public void Save(CheckpointWriter writer, string part = "replay.bin")
    {
        ArgumentNullException.ThrowIfNull(writer);
        using var target = new BinaryWriter(writer.Part(part), System.Text.Encoding.UTF8, leaveOpen: true);
        target.Write(_environments);
        target.Write(_length);
        target.Write(_frames.FrameBytes);
        target.Write(_actionDimension);
        target.Write(_highest);
        for (var environment = 0; environment < _environments; environment++)
        {
            target.Write(_heads[environment]);
            target.Write(_filled[environment]);
            for (var age = _filled[environment] - 1; age >= 0; age--)
            {
                var slot = At(environment, age);
                target.Write((byte)_slots[slot]);
                target.Write(_rewards[slot]);
                target.Write(_actionDimension == 0 ? _indices[slot] : 0);
                target.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Vector(slot)));
                target.Write(_priorities?[slot] ?? 0);
                target.Write(_frames.Raw(slot));
            }
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">A checkpoint of a memory of the same make. Borrowed.</param>
    /// <param name="part">Name of the part.</param>
    /// <exception cref="CheckpointException">The part is of another memory.</exception>
    public void Load(Checkpoint checkpoint, string part = "replay.bin")
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        using var source = new BinaryReader(checkpoint.Open(part));
        var found = (source.ReadInt32(), source.ReadInt32(), source.ReadInt32(), source.ReadInt32());
        if (found != (_environments, _length, _frames.FrameBytes, _actionDimension))
        {
            throw new CheckpointException($"'{Path.Combine(checkpoint.Directory, part)}' is of another replay memory: {found} instead of {(_environments, _length, _frames.FrameBytes, _actionDimension)} (environments, length, bytes of a frame, action dimension).");
        }

        _highest = source.ReadDouble();
        Count = 0;
        Array.Clear(_slots);
        for (var environment = 0; environment < _environments; environment++)
        {
            _heads[environment] = source.ReadInt32();
            _filled[environment] = source.ReadInt32();
            for (var age = _filled[environment] - 1; age >= 0; age--)
            {
                var slot = At(environment, age);
                _slots[slot] = (ReplaySlot)source.ReadByte();
                _rewards[slot] = source.ReadSingle();
                var index = source.ReadInt32();
                if (_actionDimension == 0)
                {
                    _indices[slot] = index;
                }

                source.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Vector(slot)));
                var weight = source.ReadDouble();
                _priorities?.Set(slot, weight);
                source.BaseStream.ReadExactly(_frames.Raw(slot));
                Count += IsStep(slot) ? 1 : 0;
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

    private int Draw(ref Xoshiro256 random)
    {
        while (true)
        {
            var slot = _priorities is null ? DrawUniformly(ref random) : _priorities.Find(random.NextDouble() * _priorities.Total);
            if (IsStep(slot) && HasHistory(slot))
            {
                return slot;
            }
        }
    }

    private int DrawUniformly(ref Xoshiro256 random)
    {
        var environment = _environments == 1 ? 0 : random.NextInt(_environments);
        return At(environment, random.NextInt(_filled[environment]));
    }

    /// <summary>Whether the older frames of a stack are still there.</summary>
    private bool HasHistory(int slot)
    {
        var (environment, age) = (slot / _length, Age(slot));
        for (var back = 0; back < _history - 1; back++)
        {
            if ((_slots[At(environment, age + back)] & ReplaySlot.First) != 0)
            {
                return true;
            }

            if (age + back + 1 >= _filled[environment])
            {
                return false;
            }
        }

        return true;
    }

    private void Fill(ReplayBatch batch, int row, int slot, int steps, double discount)
    {
        Read(slot, batch.ObservationMemory(row));
        if (_actionDimension == 0)
        {
            batch.ActionIndices[row] = _indices[slot];
        }
        else
        {
            Vector(slot).CopyTo(batch.ActionVectors.Slice(row * _actionDimension, _actionDimension));
        }

        var (environment, age) = (slot / _length, Age(slot));
        var (total, weight) = (0.0, 1.0);
        for (var taken = 0; taken < steps && IsStep(At(environment, age)); taken++, age--)
        {
            var kind = _slots[At(environment, age)];
            total += weight * _rewards[At(environment, age)];
            weight *= discount;
            if ((kind & ReplaySlot.Terminated) != 0)
            {
                weight = 0;
                break;
            }

            if ((kind & ReplaySlot.Truncated) != 0)
            {
                age--;
                break;
            }
        }

        batch.ReturnMemory[row] = (float)total;
        batch.BootstrapMemory[row] = (float)weight;
        Read(weight == 0 ? slot : At(environment, age), batch.NextObservationMemory(row));
    }

    /// <summary>Puts an observation together: its frame, and those before it up to the episode's first.</summary>
    private void Read(int slot, Span<float> observation)
    {
        var size = _frames.FrameSize;
        var (environment, age) = (slot / _length, Age(slot));
        var began = false;
        for (var frame = _history - 1; frame >= 0; frame--)
        {
            var target = observation.Slice(frame * size, size);
            if (began && _observation.StackStart == FrameStackStart.Zeros)
            {
                target.Clear();
                continue;
            }

            var source = At(environment, age);
            _frames.Read(source, target);
            began |= (_slots[source] & ReplaySlot.First) != 0;
            age += began ? 0 : 1;
        }
    }

    private void Weigh(ReplayBatch batch, double correction)
    {
        if (_priorities is null)
        {
            return;
        }

        var largest = 0.0;
        for (var row = 0; row < batch.Size; row++)
        {
            var weight = Math.Pow(_priorities.Total / (Count * _priorities[batch.Slots[row]]), correction);
            batch.WeightMemory[row] = (float)weight;
            largest = Math.Max(largest, weight);
        }

        for (var row = 0; row < batch.Size; row++)
        {
            batch.WeightMemory[row] /= (float)largest;
        }
    }
}
