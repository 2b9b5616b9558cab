namespace SoftRL.Environments.Gymnasium;

/// <summary>Which episode each environment plays and what it has come to, and the seeds of the next.</summary>
internal sealed class EpisodeBook(int count, ulong seed)
{
    private readonly ulong[] episodes = new ulong[count];
    private readonly double[] returns = new double[count];
    private readonly int[] lengths = new int[count];
    private ulong seed = seed;

    public ulong Episode(int index) => episodes[index];

    public float Return(int index) => (float)returns[index];

    public int Length(int index) => lengths[index];

    /// <summary>Goes back to the first episode of every environment.</summary>
    public void Rewind() => Array.Clear(episodes);

    /// <summary>Forgets what the running episodes came to: they start now.</summary>
    public void Begin()
    {
        Array.Clear(returns);
        Array.Clear(lengths);
    }

    /// <summary>Counts a step.</summary>
    public void Add(int index, float reward)
    {
        returns[index] += reward;
        lengths[index]++;
    }

    /// <summary>Goes on to the next episode.</summary>
    public void Next(int index) => (episodes[index], returns[index], lengths[index]) = (episodes[index] + 1, 0, 0);

    /// <summary>
    /// The seed of an environment's current episode (<paramref name="ahead"/> 0) or of a later one: the 31 high bits of what
    /// <see cref="VectorEnvironment"/> would give, because some environments take no more.
    /// </summary>
    public uint Seed(int index, ulong ahead) =>
        (uint)(Seeds.Derive(Seeds.Derive(seed, "environment", (ulong)index), "episode", episodes[index] + ahead) >> 33);

    public void Save(BinaryWriter writer)
    {
        writer.Write(seed);
        foreach (var episode in episodes)
        {
            writer.Write(episode);
        }
    }

    /// <summary>Takes over the seed, and for each environment the episode after the one that was being played.</summary>
    public void Load(BinaryReader reader)
    {
        seed = reader.ReadUInt64();
        for (var i = 0; i < episodes.Length; i++)
        {
            episodes[i] = reader.ReadUInt64() + 1;
        }
    }
}
