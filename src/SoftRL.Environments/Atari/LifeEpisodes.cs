namespace SoftRL.Environments;

/// <summary>
/// Makes every life an episode: an end when lives fall and some are left. The episode after it goes on in the same game, with
/// one no-op step.
/// </summary>
internal sealed class LifeEpisodes(IAtariGame inner) : IAtariGame
{
    private const int NoOp = 0;

    private int lives;

    public int Lives => inner.Lives;

    /// <summary>Whether the last step lost a life and the game goes on.</summary>
    public bool GameGoesOn { get; private set; }

    /// <summary>After a lost life, goes on with the game; otherwise begins a new one.</summary>
    public void Start(ulong seed)
    {
        if (!GameGoesOn || inner.Step(NoOp).End != StepEnd.None)
        {
            inner.Start(seed);
        }

        GameGoesOn = false;
        lives = inner.Lives;
    }

    public StepResult Step(int action)
    {
        GameGoesOn = false;
        var result = inner.Step(action);
        var left = inner.Lives;
        GameGoesOn = result.End == StepEnd.None && left > 0 && left < lives;
        lives = left;
        return GameGoesOn ? result with { End = StepEnd.Terminated } : result;
    }

    public void Save(BinaryWriter writer)
    {
        inner.Save(writer);
        writer.Write(lives);
        writer.Write(GameGoesOn);
    }

    public void Load(BinaryReader reader)
    {
        GameGoesOn = false;
        inner.Load(reader);
        (lives, GameGoesOn) = (reader.ReadInt32(), reader.ReadBoolean());
    }
}
