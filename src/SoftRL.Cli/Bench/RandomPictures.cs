using SoftRL.Environments;

namespace SoftRL.Cli;

/// <summary>Pictures of the size of Atari's after preprocessing, drawn at random once and shown in turn; nothing can be learned. It takes hardly any time itself.</summary>
internal sealed class RandomPictures : IEnvironment<int>
{
    /// <summary>Its id, which no list shows.</summary>
    public const string Id = "Bench/Pictures-v0";

    private const int Actions = 6;
    private const int Pool = 16;
    private const double EndProbability = 0.02;

    private static readonly ObservationSpace s_space = ObservationSpace.Uniform([4, 84, 84], 0, 255, ElementType.UInt8);

    // One pool for all environments and shards: never written after it is made.
    private static readonly Lazy<float[]> s_pictures = new(() =>
    {
        var random = new Xoshiro256(1);
        var pictures = new float[Pool * s_space.Size];
        foreach (ref var pixel in pictures.AsSpan())
        {
            pixel = random.NextInt(256);
        }

        return pictures;
    });

    private Xoshiro256 _random;
    private bool _playing;

    /// <summary>As a specification.</summary>
    public static EnvironmentSpec Spec { get; } = EnvironmentSpec.Of(Id, "Random pictures, to measure speed.", () => new RandomPictures());

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => s_space;

    /// <inheritdoc/>
    public ActionSpace ActionSpace { get; } = new DiscreteActions(Actions);

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        (_random, _playing) = (new Xoshiro256(seed), true);
        Show(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Span<float> observation)
    {
        if (!_playing)
        {
            throw new InvalidOperationException("No episode is running: call Reset first.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(action);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, Actions);
        Show(observation);
        _playing = _random.NextDouble() >= EndProbability;
        return new StepResult(_random.NextInt(2), _playing ? StepEnd.None : StepEnd.Terminated);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        _random.Save(writer);
        writer.Write(_playing);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => (_random, _playing) = (Xoshiro256.Load(reader), reader.ReadBoolean());

    private void Show(Span<float> observation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(observation.Length, s_space.Size);
        s_pictures.Value.AsSpan(_random.NextInt(Pool) * s_space.Size, s_space.Size).CopyTo(observation);
    }
}
