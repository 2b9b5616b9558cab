namespace SoftRL.Environments;

/// <summary>What came of holding an action.</summary>
/// <param name="Reward">Sum of the game's own rewards.</param>
/// <param name="Frames">Frames played.</param>
/// <param name="GameOver">Whether the game is over.</param>
public readonly record struct FrameResult(float Reward, int Frames, bool GameOver);
