using System.Diagnostics;

namespace SoftRL.Environments.Tests;

/// <summary>
/// A small environment with a knob for everything that can go wrong: it counts down from a seeded start, observes
/// (count, action), and earns the count.
/// </summary>
internal sealed class Countdown : IEnvironment<int>, IDisposable
{
    private int count;
    private bool running;

    public double WorkMicroseconds { get; init; }

    public Func<int, Exception?> FailAt { get; init; } = static _ => null;

    public Func<int, float?> RewardAt { get; init; } = static _ => null;

    public Func<int, float?> ObserveAt { get; init; } = static _ => null;

    public int Written { get; init; } = 2;

    public int Start { get; init; } = 20;

    public bool Disposed { get; private set; }

    public HashSet<int> Threads { get; } = [];

    public int Episodes { get; private set; }

    public ObservationSpace ObservationSpace { get; init; } = ObservationSpace.Uniform([2]);

    public ActionSpace ActionSpace { get; init; } = new DiscreteActions(3);

    public void Reset(ulong seed, Span<float> observation)
    {
        Episodes++;
        count = Start + new Xoshiro256(seed).NextInt(10);
        running = true;
        Observe(observation, 0);
    }

    public StepResult Step(int action, Span<float> observation)
    {
        if (!running)
        {
            throw new InvalidOperationException("over");
        }

        Threads.Add(Environment.CurrentManagedThreadId);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < WorkMicroseconds)
        {
            Thread.SpinWait(10);
        }

        if (FailAt(count) is { } failure)
        {
            throw failure;
        }

        count--;
        Observe(observation, action);
        running = count > 0;
        return new StepResult(RewardAt(count) ?? count, running ? StepEnd.None : StepEnd.Terminated);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(count);
        writer.Write(running);
    }

    public void Load(BinaryReader reader) => (count, running) = (reader.ReadInt32(), reader.ReadBoolean());

    public void Dispose() => Disposed = true;

    private void Observe(Span<float> observation, int action)
    {
        ReadOnlySpan<float> values = [ObserveAt(count) ?? count, action, 0, 0];
        values[..Written].CopyTo(observation);
    }
}
