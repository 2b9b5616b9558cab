namespace SoftRL.Environments.Tests;

/// <summary>A random walk of at most 12 steps that keeps the contract, but for one fault.</summary>
internal sealed class Faulty(Fault fault = Fault.None) : IEnvironment<int>
{
    private static int shared;

    private readonly ObservationSpace space = ObservationSpace.Uniform([2], 0, 100);
    private Xoshiro256 random = new(0);
    private int position;
    private int steps;
    private int thread;
    private bool running;

    public ObservationSpace ObservationSpace =>
        fault == Fault.NewSpaceOnEachCall ? ObservationSpace.Uniform([2], 0, 100) : space;

    public ActionSpace ActionSpace { get; } = new DiscreteActions(3);

    public byte[]? Garbage { get; private set; }

    public void Reset(ulong seed, Span<float> observation)
    {
        CheckLength(observation);
        random = new Xoshiro256(fault == Fault.IgnoresTheSeed ? 0 : seed);
        position = 40 + random.NextInt(10) + (fault == Fault.CarriesStateOverReset ? steps : 0);
        steps = 0;
        running = true;
        thread = Environment.CurrentManagedThreadId;
        Observe(observation);
    }

    public StepResult Step(int action, Span<float> observation)
    {
        Refuse(!running && fault != Fault.StepsAfterTheEnd && (steps > 0 || fault != Fault.StepsBeforeReset));
        Refuse(!running && steps == 0 && fault != Fault.StepsBeforeReset);
        Refuse(fault == Fault.BelongsToAThread && thread != Environment.CurrentManagedThreadId);
        if (action is < 0 or > 2 && fault != Fault.AcceptsAnyAction)
        {
            throw new ArgumentOutOfRangeException(nameof(action));
        }

        CheckLength(observation);
        Garbage = fault == Fault.AllocatesPerStep ? new byte[1] : null;
        position += Math.Clamp(action, 0, 2) - 1 + random.NextInt(2) + Disturbance();
        steps++;
        Observe(observation);
        var end = steps >= 12 && fault != Fault.IgnoresTheTimeLimit ? StepEnd.Truncated
            : position < 38 || steps == 30 ? StepEnd.Terminated
            : fault == Fault.EndsWithNonsense ? (StepEnd)9
            : StepEnd.None;
        running = end == StepEnd.None;
        return new StepResult(fault == Fault.RewardsWithNaN ? float.NaN : position, end);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(position);
        writer.Write(running);
        random.Save(writer);
        writer.Write(steps);
    }

    public void Load(BinaryReader reader)
    {
        position = reader.ReadInt32();
        running = reader.ReadBoolean();
        var saved = Xoshiro256.Load(reader);
        random = fault == Fault.ForgetsTheGenerator ? random : saved;
        steps = fault == Fault.LoadsLessThanItSaved ? steps : reader.ReadInt32();
    }

    private static void Refuse(bool refuse)
    {
        if (refuse)
        {
            throw new InvalidOperationException();
        }
    }

    private int Disturbance() => fault switch
    {
        Fault.AmbientRandomness => Random.Shared.Next(2),
        Fault.SharesStaticState => shared++ % 2,
        _ => 0,
    };

    private void CheckLength(Span<float> observation)
    {
        if (observation.Length != 2 && fault != Fault.AcceptsAnyBuffer)
        {
            throw new ArgumentException("length", nameof(observation));
        }
    }

    private void Observe(Span<float> observation)
    {
        if (observation.Length < 2)
        {
            return;
        }

        observation[0] = fault switch
        {
            Fault.ObservesOutOfBounds => 101,
            Fault.AddsToTheBuffer => observation[0] + position,
            _ => position,
        };
        if (fault != Fault.LeavesAnElementUnwritten)
        {
            observation[1] = steps;
        }
    }
}
