namespace SoftRL.Environments.Mujoco;

/// <summary>How far an episode is, and whether it is running. A mutable struct: keep it in a field.</summary>
internal struct EpisodeClock
{
    private int steps;
    private bool running;
    private bool started;

    public readonly int Steps => steps;

    public readonly bool Running => running;

    public readonly bool Started => started;

    public void Start() => (steps, running, started) = (0, true, true);

    public void Stop() => running = false;

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
        writer.Write(started);
    }

    public static EpisodeClock Load(BinaryReader reader, int limit)
    {
        var clock = new EpisodeClock { steps = reader.ReadInt32(), running = reader.ReadBoolean(), started = reader.ReadBoolean() };
        Guard.Snapshot(clock.steps >= 0 && clock.steps <= limit, $"{clock.steps} steps with a limit of {limit}");
        return clock;
    }
}
