using SoftRL.Core;
using SoftRL.Environments;

namespace SoftRL.Training;

public sealed partial class ReplayMemory
{
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
        Draw(batch, ref random, correction);
        FillRows(batch, 0, batch.Size, steps, discount);
    }

    /// <summary>The part of <see cref="Sample"/> that goes row after row: which transitions, and their weights.</summary>
    internal void Draw(ReplayBatch batch, ref Xoshiro256 random, double correction)
    {
        Require.Within(0, 1, correction);
        if (Count == 0)
        {
            throw new InvalidOperationException("The replay memory is empty.");
        }

        for (var row = 0; row < batch.Size; row++)
        {
            batch.Slots[row] = Draw(ref random);
        }

        Weigh(batch, correction);
    }

    /// <summary>The part of <see cref="Sample"/> that several threads can share: copies the transitions drawn into their rows.</summary>
    internal void FillRows(ReplayBatch batch, int first, int count, int steps, double discount)
    {
        for (var row = first; row < first + count; row++)
        {
            Fill(batch, row, batch.Slots[row], steps, discount);
        }
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
