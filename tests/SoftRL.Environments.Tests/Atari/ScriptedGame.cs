namespace SoftRL.Environments.Tests;

/// <summary>A stage whose steps are written down: lives after each, and how it ended. Notes what it is asked for.</summary>
internal sealed class ScriptedGame(params (int Lives, StepEnd End)[] steps) : IAtariGame
{
    private int next;

    public List<string> Calls { get; } = [];

    public int Lives { get; private set; }

    public void Start(ulong seed)
    {
        Calls.Add($"start {seed}");
        Lives = 3;
    }

    public StepResult Step(int action)
    {
        Calls.Add($"step {action}");
        var step = next < steps.Length ? steps[next++] : (Lives, StepEnd.None);
        Lives = step.Item1;
        return new StepResult(10 + action, step.Item2);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(next);
        writer.Write(Lives);
    }

    public void Load(BinaryReader reader) => (next, Lives) = (reader.ReadInt32(), reader.ReadInt32());
}
