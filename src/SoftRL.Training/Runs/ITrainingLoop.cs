using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>The part of a run that alternates collecting and learning.</summary>
internal interface ITrainingLoop : IDisposable
{
    /// <summary>Environment steps of one turn.</summary>
    int StepsPerTurn { get; }

    /// <summary>Whether the environments are saved exactly.</summary>
    bool ExactSnapshots { get; }

    /// <summary>Collects one rollout and learns from it.</summary>
    /// <param name="random">Exploration; advanced.</param>
    /// <param name="step">Environment steps after this turn.</param>
    /// <param name="report">Whether figures are wanted.</param>
    UpdateReport? Turn(ref Xoshiro256 random, long step, bool report);

    /// <summary>Starts all environments anew.</summary>
    void Reset();

    /// <summary>Writes the environments.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    void Load(BinaryReader reader);
}
