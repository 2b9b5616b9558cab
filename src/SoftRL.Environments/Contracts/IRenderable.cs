namespace SoftRL.Environments;

/// <summary>Something that can be drawn to pixels. Drawing changes nothing and allocates no managed memory.</summary>
public interface IRenderable
{
    /// <summary>Width of a picture, pixels.</summary>
    int FrameWidth { get; }

    /// <summary>Height of a picture, pixels.</summary>
    int FrameHeight { get; }

    /// <summary>How many steps a viewer should see in a second: those of the environment's own clock where it has one, else what
    /// the eye can follow; positive. Default 30.</summary>
    double FramesPerSecond => 30;

    /// <summary>Draws the current state; after the end of an episode, its last.</summary>
    /// <param name="pixels">Receives the picture: red, green and blue bytes, rows from the top,
    /// <c>[FrameHeight, FrameWidth, 3]</c>; every byte is written.</param>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> has the wrong length.</exception>
    /// <exception cref="InvalidOperationException">No episode was ever started.</exception>
    void Render(Span<byte> pixels);
}
