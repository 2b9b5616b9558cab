using SoftRL.Training;

namespace SoftRL.Cli.Tests;

public sealed class PlainObserverTests
{
    [Fact]
    public void ALineComesEveryFiveSecondsHoweverOftenThereIsProgress()
    {
        using var error = new StringWriter();
        var clock = new HandClock();
        var observer = new PlainObserver(new Terminal(TextWriter.Null, error, live: false), clock);
        for (var tick = 0; tick < 100; tick++)
        {
            observer.OnProgress(new RunProgress(tick, 100, 1, 0, 0, null));
            clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2);
    }

    private sealed class HandClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
