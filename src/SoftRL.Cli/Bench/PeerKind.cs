namespace SoftRL.Cli;

/// <summary>What our agents are compared with.</summary>
internal enum PeerKind
{
    /// <summary>A plain C++ loop of benchmarks/floor.</summary>
    Floor,

    /// <summary>A plain Python loop of benchmarks/peers.</summary>
    Python,

    /// <summary>Stable-Baselines3.</summary>
    Baselines,

    /// <summary>CleanRL.</summary>
    CleanRl,
}
