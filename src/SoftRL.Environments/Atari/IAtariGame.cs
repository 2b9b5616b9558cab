namespace SoftRL.Environments;

/// <summary>A stage between the frames of a game and the episodes of an agent; each adds one convention to the one inside.</summary>
internal interface IAtariGame
{
    /// <summary>Lives left; 0 in games without.</summary>
    int Lives { get; }

    /// <summary>Begins an episode.</summary>
    void Start(ulong seed);

    /// <summary>Takes a step of as many frames as the agent's.</summary>
    StepResult Step(int action);

    void Save(BinaryWriter writer);

    void Load(BinaryReader reader);
}
