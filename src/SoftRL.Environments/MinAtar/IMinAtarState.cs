namespace SoftRL.Environments;

/// <summary>
/// The complete state of a game and its rules: integers without gaps between them, a multiple of 32 bits, so that a state
/// can be read and written as a row of integers.
/// </summary>
internal interface IMinAtarState
{
    /// <summary>Number of channels of the observation.</summary>
    static abstract int Channels { get; }

    /// <summary>1 after the episode ended, else 0.</summary>
    int Ended { get; }

    /// <summary>How often the game got harder; 0 where it never does.</summary>
    int Ramp { get; }

    /// <summary>Whether every member lies in its range.</summary>
    bool IsValid { get; }

    /// <summary>Starts an episode.</summary>
    void Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws;

    /// <summary>One step of an episode that has not ended, in place; returns the reward.</summary>
    float Advance<TDraws>(MinAtarAction action, bool ramping, ref TDraws draws)
        where TDraws : struct, IRandomDraws;

    /// <summary>Sets the elements that are 1; the others are 0 before.</summary>
    void Draw(Span<float> observation);
}
