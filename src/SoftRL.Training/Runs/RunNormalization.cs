using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>The running statistics of a run: training moves them, evaluation sees observations through them as they stand, checkpoints hold them.</summary>
internal sealed class RunNormalization(Normalization kind, ObservationSpace observation)
{
    private const string Part = "normalization.bin";

    private readonly NormalizationStatistics? _statistics = kind == Normalization.None ? null : new NormalizationStatistics(observation.Size);

    /// <summary>Environments to train in.</summary>
    /// <param name="environment">The environments; owned by the result.</param>
    public IVectorEnvironment ForTraining(IVectorEnvironment environment)
        => _statistics is null
            ? environment
            : new NormalizedVectorEnvironment(
                environment,
                new NormalizationOptions { Observations = kind != Normalization.Rewards, Rewards = kind != Normalization.Observations },
                _statistics);

    /// <summary>Environments to evaluate in: rewards as they are.</summary>
    /// <param name="environment">The environments; owned by the result.</param>
    public IVectorEnvironment ForEvaluation(IVectorEnvironment environment)
        => _statistics is null || kind == Normalization.Rewards
            ? environment
            : new NormalizedVectorEnvironment(environment, new NormalizationOptions { Observations = true, Rewards = false, Frozen = true }, _statistics);

    public void Save(CheckpointWriter writer)
    {
        if (_statistics is not null)
        {
            using var part = new BinaryWriter(writer.Part(Part), System.Text.Encoding.UTF8, leaveOpen: true);
            _statistics.Save(part);
        }
    }

    public void Load(Checkpoint checkpoint)
    {
        if (_statistics is not null)
        {
            using var part = new BinaryReader(checkpoint.Open(Part));
            _statistics.Load(part);
        }
    }
}
