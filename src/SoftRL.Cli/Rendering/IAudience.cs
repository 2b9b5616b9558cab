using SoftRL.Environments;

namespace SoftRL.Cli;

/// <summary>Who is shown the pictures of an evaluation.</summary>
internal interface IAudience
{
    /// <summary>Whether further pictures are wanted.</summary>
    bool IsWatching { get; }

    /// <summary>Called once, before the first picture.</summary>
    /// <param name="title">The environment's id.</param>
    /// <param name="stage">Size and pace of the pictures.</param>
    void Enter(string title, IRenderable stage);

    /// <summary>Shows the next picture.</summary>
    /// <param name="pixels">The picture, of the size of the stage. Borrowed.</param>
    /// <param name="moment">Where the episode stands.</param>
    void Show(ReadOnlySpan<byte> pixels, Moment moment);
}
