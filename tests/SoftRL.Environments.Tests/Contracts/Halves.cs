namespace SoftRL.Environments.Tests;

/// <summary>Shows a whole number and one that is not.</summary>
internal sealed class Halves(ObservationSpace space) : IEnvironment<int>
{
    public ObservationSpace ObservationSpace => space;

    public ActionSpace ActionSpace { get; } = new DiscreteActions(2);

    public void Reset(ulong seed, Span<float> observation) => (observation[0], observation[1]) = (seed % 7, 2.5f);

    public StepResult Step(int action, Span<float> observation)
    {
        (observation[0], observation[1]) = (3, 2.5f);
        return new StepResult(0, StepEnd.None);
    }

    public void Save(BinaryWriter writer)
    {
    }

    public void Load(BinaryReader reader)
    {
    }
}
