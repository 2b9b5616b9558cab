namespace SoftRL.Environments;

/// <summary>
/// An Atari game that gives raw pictures, one per emulated frame; <c>AtariEnvironment</c> puts the preprocessing around it,
/// the same for every source.
/// </summary>
/// <remarks>Deterministic: what it shows is a function of the seed of the last <see cref="Reset"/> and the actions since.</remarks>
public interface IFrameSource : IDisposable
{
    /// <summary>Width of a picture, pixels (160).</summary>
    int Width { get; }

    /// <summary>Height of a picture, pixels (210).</summary>
    int Height { get; }

    /// <summary>1 for grey pictures, 3 for red, green, blue.</summary>
    int Channels { get; }

    /// <summary>The actions of the game, by ALE's number (0 no-op, 1 fire, 2 up, 3 right, 4 left, 5 down, … 17), ascending; an action is an index into them.</summary>
    ReadOnlySpan<int> ActionNumbers { get; }

    /// <summary>Lives left; 0 in games without.</summary>
    int Lives { get; }

    /// <summary>Starts the game anew.</summary>
    /// <param name="seed">Every random draw of the game (sticky actions) comes from it.</param>
    void Reset(ulong seed);

    /// <summary>Holds an action for some frames; stops early at the frame on which the game is over.</summary>
    /// <param name="action">Index into <see cref="ActionNumbers"/>.</param>
    /// <param name="frames">How many, positive.</param>
    /// <returns>The sum of rewards, how many frames were played, and whether the game is over.</returns>
    FrameResult Act(int action, int frames);

    /// <summary>Copies one of the last two pictures.</summary>
    /// <param name="age">0 for the newest, 1 for the one before it (the same right after a reset).</param>
    /// <param name="picture">Receives <c>[Height, Width, Channels]</c> bytes, rows from the top.</param>
    void CopyFrame(int age, Span<byte> picture);
}
