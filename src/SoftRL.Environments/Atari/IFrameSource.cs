namespace SoftRL.Environments;

/// <summary>
/// An Atari game that gives raw pictures, one per emulated frame; <see cref="AtariEnvironment"/> puts the preprocessing around
/// it, the same for every source.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>Deterministic: pictures, rewards, lives and the end are a function of the seed of the last <see cref="Reset"/> and of
/// the action held in each frame since. A resumed run plays those frames again and compares the picture.</item>
/// <item>Only frames count, not how they are asked for: m frames and then n of one action are the same as m + n.</item>
/// <item>No sticky actions, no frame skip of its own, no no-ops after a reset, no limit of frames below the environment's: all
/// of that is the environment's.</item>
/// <item>Nothing is allocated except in <see cref="Reset"/>.</item>
/// </list>
/// </remarks>
public interface IFrameSource : IDisposable
{
    /// <summary>Width of a picture, pixels (160).</summary>
    int Width { get; }

    /// <summary>Height of a picture, pixels (210 in most games).</summary>
    int Height { get; }

    /// <summary>1 for grey pictures, 3 for red, green, blue; which of them a preset is made for,
    /// <see cref="AtariOptions.ColorPictures"/> says.</summary>
    int Channels { get; }

    /// <summary>The actions of the game, by ALE's number (0 no-op, 1 fire, 2 up, 3 right, 4 left, 5 down, … 17), ascending; an
    /// action is an index into them. At most 256.</summary>
    ReadOnlySpan<int> ActionNumbers { get; }

    /// <summary>Lives left after the last frame; 0 in games without.</summary>
    int Lives { get; }

    /// <summary>Starts the game anew, whatever was played before.</summary>
    /// <param name="seed">Every random draw of the game comes from it.</param>
    void Reset(ulong seed);

    /// <summary>Holds an action for some frames; stops early at the frame on which the game is over. Not called after that
    /// without a <see cref="Reset"/>.</summary>
    /// <param name="action">Index into <see cref="ActionNumbers"/>.</param>
    /// <param name="frames">How many, positive.</param>
    /// <returns>The sum of rewards, how many frames were played (at least 1), and whether the game is over.</returns>
    FrameResult Act(int action, int frames);

    /// <summary>Copies one of the last two pictures since the reset, whether one call of <see cref="Act"/> played them or
    /// two.</summary>
    /// <param name="age">0 for the newest, 1 for the one before it (the same right after a reset).</param>
    /// <param name="picture">Receives <c>[Height, Width, Channels]</c> bytes, rows from the top.</param>
    void CopyFrame(int age, Span<byte> picture);
}
