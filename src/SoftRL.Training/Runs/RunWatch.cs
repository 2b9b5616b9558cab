namespace SoftRL.Training;

/// <summary>Measures a run's speed; nothing that is learned depends on it.</summary>
internal sealed class RunWatch(TimeProvider clock, double secondsBefore, long stepsBefore)
{
    private readonly long _start = clock.GetTimestamp();
    private long _lapStart = clock.GetTimestamp();
    private long _lapSteps = stepsBefore;

    /// <summary>Seconds of the whole run, earlier sessions included.</summary>
    public double Seconds => secondsBefore + clock.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Steps per second of this session.</summary>
    public double StepsPerSecond(long step) => Rate(step - stepsBefore, clock.GetElapsedTime(_start));

    /// <summary>Steps per second since the last lap.</summary>
    public double Lap(long step)
    {
        var rate = Rate(step - _lapSteps, clock.GetElapsedTime(_lapStart));
        (_lapStart, _lapSteps) = (clock.GetTimestamp(), step);
        return rate;
    }

    private static double Rate(long steps, TimeSpan elapsed) => elapsed > TimeSpan.Zero ? steps / elapsed.TotalSeconds : 0;
}
