using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>An episode in play: the environment, the generator of its actions, and what it gave so far.</summary>
internal sealed class ContractGame<TAction>(
    IEnvironment<TAction> environment, IContractActions<TAction> actions, float fill)
    where TAction : allows ref struct
{
    private readonly float[] observation = new float[environment.ObservationSpace.Size];
    private Xoshiro256 random = new(0);

    public ContractTrace Trace { get; private set; } = new();

    public bool Running { get; private set; }

    /// <summary>Starts the episode of a seed, with the actions of that seed or of another.</summary>
    public void Reset(ulong seed, ulong? actionSeed = null)
    {
        random = new Xoshiro256(Seeds.Derive(actionSeed ?? seed, "contract-actions"));
        Trace = new ContractTrace();
        Running = true;
        Array.Fill(observation, fill);
        environment.Reset(seed, observation);
        Trace.Add(observation, default);
    }

    /// <summary>One step, unless the episode is over.</summary>
    public void Step()
    {
        if (Running)
        {
            Array.Fill(observation, fill);
            var result = environment.Step(actions.Next(ref random), observation);
            Running = result.End == StepEnd.None;
            Trace.Add(observation, result);
        }
    }

    /// <summary>At most so many further steps.</summary>
    public void Continue(int steps)
    {
        for (var i = 0; i < steps && Running; i++)
        {
            Step();
        }
    }

    /// <summary>The same episode at the same point, to go on in another environment; its trace begins there.</summary>
    public ContractGame<TAction> ContinueIn(IEnvironment<TAction> other)
    {
        var game = new ContractGame<TAction>(other, actions, fill) { random = random, Running = Running };
        game.Trace.Add(observation, Trace.Result(Trace.Steps));
        return game;
    }
}
