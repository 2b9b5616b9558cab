using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Cli;

/// <summary>What a full replay memory adds to the memory of its process.</summary>
internal static class MemoryLoop
{
    /// <summary>Of pictures: four frames of 84×84 bytes to an observation, four actions.</summary>
    /// <param name="capacity">Steps kept.</param>
    /// <returns>Bytes of resident memory.</returns>
    public static double OfPictures(int capacity)
        => Measure(capacity, ObservationSpace.Uniform([4, 84, 84], 0, 255, ElementType.UInt8).AsStack(4), new DiscreteActions(4));

    /// <summary>Of vectors: 17 numbers to an observation, 6 to an action.</summary>
    /// <param name="capacity">Steps kept.</param>
    /// <returns>Bytes of resident memory.</returns>
    public static double OfVectors(int capacity)
        => Measure(capacity, ObservationSpace.Uniform([17]), new BoxActions([-1, -1, -1, -1, -1, -1], [1, 1, 1, 1, 1, 1]));

    private static double Measure(int capacity, ObservationSpace observation, ActionSpace actions)
    {
        using var rollout = new RolloutBuffer(1, 1, observation, CPU, actions);
        rollout.Begin();
        for (var step = 0; step <= 1; step++)
        {
            rollout.ObservationMemory(step).Fill(1);
        }

        // What is made on first use is made before.
        using (var small = new ReplayMemory(100, 1, observation, actions))
        {
            small.Add(rollout);
        }

        var before = Environment.WorkingSet;
        using var memory = new ReplayMemory(capacity, 1, observation, actions);
        for (var step = 0; step < capacity + 10; step++)
        {
            memory.Add(rollout);
        }

        return Environment.WorkingSet - before;
    }
}
