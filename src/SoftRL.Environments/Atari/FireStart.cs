namespace SoftRL.Environments;

/// <summary>
/// Begins every episode with a step of "fire" and one of the third action, as games want that wait for it; where one of them
/// ends the episode, with another start.
/// </summary>
internal sealed class FireStart(IAtariGame inner, int fire, int count) : IAtariGame
{
    /// <summary>ALE's number of the action "fire".</summary>
    public const int Number = 1;

    private const int Third = 2;

    public int Lives => inner.Lives;

    public void Start(ulong seed)
    {
        inner.Start(seed);
        StartWith(fire, seed);
        if (count > Third)
        {
            StartWith(Third, seed);
        }
    }

    public StepResult Step(int action) => inner.Step(action);

    public void Save(BinaryWriter writer) => inner.Save(writer);

    public void Load(BinaryReader reader) => inner.Load(reader);

    private void StartWith(int action, ulong seed)
    {
        if (inner.Step(action).End != StepEnd.None)
        {
            inner.Start(seed);
        }
    }
}
