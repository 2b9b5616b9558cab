using System.Runtime.InteropServices;

namespace SoftRL.Environments;

/// <summary>What the games share: options, sticky actions, checks, snapshots. The state is never copied in a step.</summary>
internal sealed class MinAtarGame<TState>
    where TState : unmanaged, IMinAtarState
{
    private readonly MinAtarAction[] actions;
    private readonly double stickiness;
    private readonly bool ramping;
    private Xoshiro256 random;
    private TState state;
    private int lastAction;
    private bool running;
    private bool started;

    public MinAtarGame(MinAtarOptions? options, MinAtarAction[] minimal)
    {
        options ??= new MinAtarOptions();
        (stickiness, ramping) = (options.StickyActionProbability, options.DifficultyRamping);
        actions = MinAtarActions.Of(options, minimal);
        ActionSpace = new DiscreteActions(actions.Length);
    }

    public ObservationSpace ObservationSpace { get; } =
        ObservationSpace.Uniform([TState.Channels, MinAtarGrid.Size, MinAtarGrid.Size], 0, 1);

    public ActionSpace ActionSpace { get; }

    /// <summary>One step of the rules; after the end nothing changes.</summary>
    public static StepResult Play<TDraws>(ref TState state, MinAtarAction action, bool ramping, ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        var reward = state.Ended == 0 ? state.Advance(action, ramping, ref draws) : 0;
        return new StepResult(reward, state.Ended == 0 ? StepEnd.None : StepEnd.Terminated);
    }

    public void Reset(ulong seed, Span<float> observation)
    {
        Guard.Observation(observation, TState.Channels * MinAtarGrid.Cells);
        random = new Xoshiro256(seed);
        state = default;
        state.Start(ref random);
        lastAction = (int)MinAtarAction.None;
        running = started = true;
        Write(observation);
    }

    public StepResult Step(int action, Span<float> observation)
    {
        Guard.Running(running);
        Guard.Action(action, actions.Length);
        Guard.Observation(observation, TState.Channels * MinAtarGrid.Cells);
        lastAction = StickyAction.Execute((int)actions[action], lastAction, stickiness, ref random);
        var result = Play(ref state, (MinAtarAction)lastAction, ramping, ref random);
        running = result.End == StepEnd.None;
        Write(observation);
        return result;
    }

    public void Render(Span<byte> pixels)
    {
        Guard.Started(started);
        Span<float> observation = stackalloc float[TState.Channels * MinAtarGrid.Cells];
        Write(observation);
        MinAtarPicture.Draw(observation, TState.Channels, pixels);
    }

    public void Save(BinaryWriter writer)
    {
        Guard.NotNull(writer);
        writer.Write(running);
        if (!running)
        {
            return;
        }

        random.Save(writer);
        writer.Write((byte)lastAction);
        foreach (var member in Members(ref state))
        {
            writer.Write(member);
        }
    }

    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        if (!reader.ReadBoolean())
        {
            running = started = false;
            return;
        }

        var loadedRandom = Xoshiro256.Load(reader);
        int loadedAction = reader.ReadByte();
        var loaded = default(TState);
        foreach (ref var member in Members(ref loaded))
        {
            member = reader.ReadInt32();
        }

        var valid = loaded.IsValid && loaded.Ended == 0 && loadedAction <= (int)MinAtarAction.Fire;
        Guard.Snapshot(valid, "a member of the game is out of range");
        (random, lastAction, state) = (loadedRandom, loadedAction, loaded);
        running = started = true;
    }

    private static Span<int> Members(ref TState state) => MemoryMarshal.Cast<TState, int>(new Span<TState>(ref state));

    private void Write(Span<float> observation)
    {
#pragma warning disable CA1855 // Of spans as short as these, Fill is up to twice as fast as Clear.
        observation.Fill(0);
#pragma warning restore CA1855
        state.Draw(observation);
    }
}
