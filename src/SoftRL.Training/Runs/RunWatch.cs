namespace SoftRL.Training;

/// <summary>Measures a run's speed; nothing that is learned depends on it.</summary>
internal sealed class RunWatch
{
    private readonly TimeProvider _clock;
    private readonly double _secondsBefore;
    private readonly long _stepsBefore;
    private readonly long _start;
    private long _lapStart;
    private long _lapSteps;

    public RunWatch(TimeProvider clock, double secondsBefore, long stepsBefore)
    {
        (_clock, _secondsBefore, _stepsBefore) = (clock, secondsBefore, stepsBefore);
        _start = clock.GetTimestamp();
        (_lapStart, _lapSteps) = (_start, stepsBefore);
    }

    /// <summary>Seconds of the whole run, earlier sessions included.</summary>
    public double Seconds => _secondsBefore + _clock.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Steps per second of this session.</summary>
    public double StepsPerSecond(long step) => Rate(step - _stepsBefore, _clock.GetElapsedTime(_start));

    /// <summary>Steps per second since the last lap.</summary>
    public double Lap(long step)
    {
        var rate = Rate(step - _lapSteps, _clock.GetElapsedTime(_lapStart));
        (_lapStart, _lapSteps) = (_clock.GetTimestamp(), step);
        return rate;
    }

    private static double Rate(long steps, TimeSpan elapsed) => elapsed > TimeSpan.Zero ? steps / elapsed.TotalSeconds : 0;
}
