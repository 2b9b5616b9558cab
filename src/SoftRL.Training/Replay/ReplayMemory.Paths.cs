using SoftRL.Core;
using SoftRL.Environments;

namespace SoftRL.Training;

public sealed partial class ReplayMemory
{
    /// <summary>Whether some environment holds so many consecutive steps, so that <see cref="SamplePaths"/> can draw paths of that length.</summary>
    /// <param name="steps">T, positive.</param>
    /// <returns>True when at least one such path is held.</returns>
    public bool HoldsPaths(int steps)
    {
        Require.Positive(steps);
        for (var environment = 0; environment < _environments; environment++)
        {
            var age = _filled[environment] - 1;
            while (age > 0 && !Starts(environment, age))
            {
                age--;
            }

            if (age > 0 && HoldsPath(environment, age, steps))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Draws paths of consecutive steps, with replacement, uniformly over environments and first steps; priorities play no part.</summary>
    /// <param name="paths">
    /// Receives them as if they were a rollout: T steps, its N "environments" are the paths. A path goes on into the next episode where one ends, as a rollout does, with the
    /// true successor of a truncated step beside it.
    /// </param>
    /// <param name="random">Advanced.</param>
    /// <exception cref="InvalidOperationException">No environment holds T consecutive steps.</exception>
    public void SamplePaths(RolloutBuffer paths, ref Xoshiro256 random)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (!HoldsPaths(paths.Steps))
        {
            throw new InvalidOperationException($"No environment's part of the replay memory holds {paths.Steps} consecutive steps.");
        }

        Span<(int Environment, int Age)> cursors = new (int, int)[paths.Environments];
        foreach (ref var cursor in cursors)
        {
            cursor = DrawPath(paths.Steps, ref random);
        }

        paths.Begin();
        for (var step = 0; step < paths.Steps; step++)
        {
            for (var path = 0; path < cursors.Length; path++)
            {
                cursors[path].Age = CopyStep(paths, step, path, cursors[path].Environment, cursors[path].Age);
            }
        }

        for (var path = 0; path < cursors.Length; path++)
        {
            Read(At(cursors[path].Environment, cursors[path].Age), Observation(paths, paths.Steps, path));
        }
    }

    private (int Environment, int Age) DrawPath(int steps, ref Xoshiro256 random)
    {
        while (true)
        {
            var slot = DrawUniformly(ref random);
            var (environment, age) = (slot / _length, Age(slot));
            if (Starts(environment, age) && HoldsPath(environment, age, steps))
            {
                return (environment, age);
            }
        }
    }

    /// <summary>Copies one step and returns the age of the next one's slot.</summary>
    private int CopyStep(RolloutBuffer paths, int step, int path, int environment, int age)
    {
        var slot = At(environment, age);
        Read(slot, Observation(paths, step, path));
        var actions = paths.ActionMemory(step);
        if (_actionDimension == 0)
        {
            actions.Indices[path] = _indices[slot];
        }
        else
        {
            Vector(slot).CopyTo(actions.Vectors.Slice(path * _actionDimension, _actionDimension));
        }

        var kind = _slots[slot];
        var end = (kind & ReplaySlot.Terminated) != 0 ? StepEnd.Terminated : (kind & ReplaySlot.Truncated) != 0 ? StepEnd.Truncated : StepEnd.None;
        paths.Put(step, path, _rewards[slot], end);
        if (end == StepEnd.Truncated)
        {
            Read(At(environment, age - 1), paths.AddTruncated(step, path));
        }

        return Next(environment, age);
    }

    private bool Starts(int environment, int age)
    {
        var slot = At(environment, age);
        return IsStep(slot) && HasHistory(slot);
    }

    private bool HoldsPath(int environment, int age, int steps)
    {
        for (var taken = 0; taken < steps; taken++)
        {
            if (!IsStep(At(environment, age)))
            {
                return false;
            }

            age = Next(environment, age);
        }

        return true;
    }

    /// <summary>The slot of the next step: a truncated episode's final observation lies between.</summary>
    private int Next(int environment, int age) => age - ((_slots[At(environment, age)] & ReplaySlot.Truncated) != 0 ? 2 : 1);

    private Span<float> Observation(RolloutBuffer paths, int step, int path)
        => paths.ObservationMemory(step).Slice(path * _observation.Size, _observation.Size);
}
