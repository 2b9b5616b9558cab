namespace SoftRL.Environments;

/// <summary>Keeps the true score of a game: rewards as the game gave them, over all lives.</summary>
/// <remarks>No-op frames at the start are inside and do not count; the steps that fire or lead from life to life do.</remarks>
internal sealed class ScoreKeeper(IAtariGame inner) : IAtariGame
{
    public int Lives => inner.Lives;

    /// <summary>Sum of rewards of the game so far.</summary>
    public double Score { get; private set; }

    /// <summary>Steps that the agent took in it so far; who knows which are the agent's counts them.</summary>
    public int AgentSteps { get; set; }

    public void Start(ulong seed)
    {
        inner.Start(seed);
        (Score, AgentSteps) = (0, 0);
    }

    public StepResult Step(int action)
    {
        var result = inner.Step(action);
        Score += result.Reward;
        return result;
    }

    public void Save(BinaryWriter writer)
    {
        inner.Save(writer);
        writer.Write(Score);
        writer.Write(AgentSteps);
    }

    public void Load(BinaryReader reader)
    {
        inner.Load(reader);
        (Score, AgentSteps) = (reader.ReadDouble(), reader.ReadInt32());
        Guard.Snapshot(double.IsFinite(Score) && AgentSteps >= 0, $"a score of {Score} after {AgentSteps} steps");
    }
}
