namespace SoftRL.Environments;

/// <summary>How far an episode is, and whether it is running. A mutable struct: keep it in a field.</summary>
internal struct EpisodeClock
{
    private int steps;
    private bool running;

    public readonly bool Running => running;

    /// <summary>Whether there ever was an episode.</summary>
    public readonly bool Started => running || steps > 0;

    public void Start() => (steps, running) = (0, true);

    /// <summary>Counts a step; one that both terminates and reaches the limit terminates.</summary>
    public StepEnd Advance(bool terminated, int limit)
    {
        steps++;
        var end = terminated ? StepEnd.Terminated : steps >= limit ? StepEnd.Truncated : StepEnd.None;
        running = end == StepEnd.None;
        return end;
    }

    public readonly void Save(BinaryWriter writer)
    {
        writer.Write(steps);
        writer.Write(running);
    }

    public static EpisodeClock Load(BinaryReader reader, int limit)
    {
        var clock = new EpisodeClock { steps = reader.ReadInt32(), running = reader.ReadBoolean() };
        Guard.Snapshot(clock.steps >= 0 && clock.steps <= limit, $"{clock.steps} steps with a limit of {limit}");
        return clock;
    }
}
