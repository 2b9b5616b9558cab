namespace SoftRL.Environments.Tests;

/// <summary>Plays a vector environment with random actions and keeps every bit it gave.</summary>
internal static class VectorRuns
{
    /// <summary>One hash per step over observations, rewards, ends and the valid rows of what belongs to ended episodes.</summary>
    public static List<int> Digest(IVectorEnvironment vector, int steps)
    {
        var random = new Xoshiro256(31);
        var actions = new int[vector.Count];
        var digest = new List<int>(steps);
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                actions[i] = random.NextInt(((DiscreteActions)vector.ActionSpace).Count);
            }

            vector.Step(actions);
            var hash = default(HashCode);
            Add(ref hash, vector.Observations);
            Add(ref hash, vector.Rewards);
            for (var i = 0; i < actions.Length; i++)
            {
                hash.Add(vector.Ends[i]);
                if (vector.Ends[i] != StepEnd.None)
                {
                    Add(ref hash, vector.FinalObservations.Slice(i * vector.ObservationSpace.Size, vector.ObservationSpace.Size));
                    hash.Add(vector.EpisodeReturns[i]);
                    hash.Add(vector.EpisodeLengths[i]);
                }
            }

            digest.Add(hash.ToHashCode());
        }

        return digest;
    }

    private static void Add(ref HashCode hash, ReadOnlySpan<float> values) =>
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values));
}
