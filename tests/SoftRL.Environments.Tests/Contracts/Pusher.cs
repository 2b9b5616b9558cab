namespace SoftRL.Environments.Tests;

/// <summary>A small sound environment with real-valued actions: push a point, which ends outside the interval ±1.</summary>
internal sealed class Pusher : IEnvironment<ReadOnlySpan<float>>
{
    private float position;
    private bool running;

    public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([1], -2, 2);

    public ActionSpace ActionSpace { get; } = new BoxActions([-0.5f, 0], [0.5f, 0.25f]);

    public void Reset(ulong seed, Span<float> observation)
    {
        Check(observation.Length == 1);
        position = new Xoshiro256(seed).NextFloat() - 0.5f;
        observation[0] = position;
        running = true;
    }

    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (!running)
        {
            throw new InvalidOperationException();
        }

        Check(observation.Length == 1 && ((BoxActions)ActionSpace).Contains(action));
        position += action[0] + action[1];
        observation[0] = position;
        running = Math.Abs(position) <= 1;
        return new StepResult(-Math.Abs(position), running ? StepEnd.None : StepEnd.Terminated);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(position);
        writer.Write(running);
    }

    public void Load(BinaryReader reader) => (position, running) = (reader.ReadSingle(), reader.ReadBoolean());

    private static void Check(bool valid)
    {
        if (!valid)
        {
            throw new ArgumentException("wrong argument");
        }
    }
}
