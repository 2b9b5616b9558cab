namespace SoftRL.Environments.Tests;

/// <summary>
/// Plays on where a life is lost, so that an episode is a game and depends on its seed and actions alone: what the contract is
/// checked on.
/// </summary>
internal sealed class WholeGames(AtariEnvironment inner) : IEnvironment<int>, IDisposable
{
    public ObservationSpace ObservationSpace => inner.ObservationSpace;

    public ActionSpace ActionSpace => inner.ActionSpace;

    public void Reset(ulong seed, Span<float> observation)
    {
        // Twice, in case that a life was just lost.
        inner.Reset(seed, observation);
        inner.Reset(seed, observation);
    }

    public StepResult Step(int action, Span<float> observation)
    {
        var result = inner.Step(action, observation);
        if (result.End == StepEnd.None || inner.EpisodeFinished)
        {
            return result;
        }

        inner.Reset(0, observation);
        return result with { End = StepEnd.None };
    }

    public void Save(BinaryWriter writer) => inner.Save(writer);

    public void Load(BinaryReader reader) => inner.Load(reader);

    public void Dispose() => inner.Dispose();
}
