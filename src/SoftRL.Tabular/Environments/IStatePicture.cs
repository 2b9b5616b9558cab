using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>What the states of a model look like.</summary>
public interface IStatePicture
{
    /// <summary>S, the number of states of the models it shows.</summary>
    int StateCount { get; }

    /// <summary>Width of a picture, pixels.</summary>
    int Width { get; }

    /// <summary>Height of a picture, pixels.</summary>
    int Height { get; }

    /// <summary>Draws a state; allocates no managed memory.</summary>
    /// <param name="state">The state, in [0, S).</param>
    /// <param name="canvas">Of the picture's size; every pixel is drawn.</param>
    void Draw(int state, Canvas canvas);
}
