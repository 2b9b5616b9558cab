namespace SoftRL.Environments.Tests;

public sealed class GuessTheSign : IEnvironment<int>
{
    private Xoshiro256 random = new(0);
    private float shown;
    private int steps = 10;

    public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([1], -1, 1);
    public ActionSpace ActionSpace { get; } = new DiscreteActions(2);

    public void Reset(ulong seed, Span<float> observation)
    {
        (random, steps) = (new Xoshiro256(seed), 0);
        Show(observation);
    }

    public StepResult Step(int action, Span<float> observation)
    {
        if (steps == 10) throw new InvalidOperationException("The episode is over.");
        if (action is not (0 or 1)) throw new ArgumentOutOfRangeException(nameof(action));
        var reward = action == (shown > 0 ? 1 : 0) ? 1 : 0;
        steps++;
        Show(observation);
        return new StepResult(reward, steps == 10 ? StepEnd.Terminated : StepEnd.None);
    }

    public void Save(BinaryWriter writer) { random.Save(writer); writer.Write(shown); writer.Write(steps); }

    public void Load(BinaryReader reader) =>
        (random, shown, steps) = (Xoshiro256.Load(reader), reader.ReadSingle(), reader.ReadInt32());

    private void Show(Span<float> observation)
    {
        if (observation.Length != 1) throw new ArgumentException("One element.", nameof(observation));
        observation[0] = shown = (2 * random.NextFloat()) - 1;
    }
}
