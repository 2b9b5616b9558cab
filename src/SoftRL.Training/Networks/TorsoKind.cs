namespace SoftRL.Training;

/// <summary>The body of a network: what lies between the observation and the output layer.</summary>
public enum TorsoKind
{
    /// <summary>Chosen from the observation's shape: <c>[D]</c> takes <see cref="Mlp"/>, <c>[C, 10, 10]</c> <see cref="MinAtar"/>,
    /// <c>[C, 84, 84]</c> <see cref="Nature"/>; any other shape is refused.</summary>
    Auto,

    /// <summary>Fully connected layers with tanh between them (or what <see cref="Activation"/> says), over the flattened observation.</summary>
    Mlp,

    /// <summary>MinAtar's network: 16 filters 3×3, then 128 rectified units.</summary>
    MinAtar,

    /// <summary>The Nature-DQN network for <c>[4, 84, 84]</c> frames: 32 filters 8×8 stride 4, 64 of 4×4 stride 2, 64 of 3×3, then 512 rectified units.</summary>
    Nature,
}
