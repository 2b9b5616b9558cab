namespace SoftRL.Environments;

/// <summary>MinAtar Breakout: bounce the ball off the paddle and break three rows of bricks, which come back.</summary>
/// <remarks>
/// Observation, float32 <c>[4, 10, 10]</c>, each element 0 or 1; element <c>100·channel + 10·row + column</c>, row 0 on
/// top:
/// <list type="table">
/// <listheader><term>channel (indices)</term><description>meaning</description></listheader>
/// <item><term>0 (0 … 99)</term><description>the paddle, in row 9</description></item>
/// <item><term>1 (100 … 199)</term><description>the ball</description></item>
/// <item><term>2 (200 … 299)</term><description>the ball's cell before the step, which tells its direction</description></item>
/// <item><term>3 (300 … 399)</term><description>the bricks, rows 1 … 3</description></item>
/// </list>
/// The published game orders the same values row, column, channel: its element <c>(10·row + column)·4 + channel</c>.
/// <para>
/// Actions: with <see cref="MinAtarActionSet.Minimal"/> 0 nothing, 1 left, 2 right; with
/// <see cref="MinAtarActionSet.Full"/> the six of <see cref="MinAtarAction"/>. Reward: 1 per brick. The episode
/// terminates when the ball is lost; there is no time limit (<see cref="TimeLimit{TAction}"/> adds one).
/// </para>
/// <para>
/// With <see cref="MinAtarOptions.StickyActionProbability"/> a step repeats the action executed before. One departure:
/// the published game lets the last action of an episode be repeated in the first step of the next; here an episode
/// starts from "nothing", so that it depends on its seed and actions alone.
/// </para>
/// </remarks>
public sealed class Breakout : IEnvironment<int>
{
    private static readonly MinAtarAction[] Minimal = [MinAtarAction.None, MinAtarAction.Left, MinAtarAction.Right];

    private readonly MinAtarAction[] actions;
    private readonly double stickiness;
    private Xoshiro256 random;
    private BreakoutState state;
    private int lastAction;
    private bool running;

    /// <summary>A game.</summary>
    /// <param name="options">Options; the published defaults when omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The action set is not one of the two.</exception>
    public Breakout(MinAtarOptions? options = null)
    {
        options ??= new MinAtarOptions();
        stickiness = options.StickyActionProbability;
        actions = MinAtarActions.Of(options, Minimal);
        ActionSpace = new DiscreteActions(actions.Length);
    }

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace { get; } =
        ObservationSpace.Uniform([BreakoutObservation.Channels, BreakoutDynamics.GridSize, BreakoutDynamics.GridSize], 0, 1);

    /// <inheritdoc/>
    public ActionSpace ActionSpace { get; }

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        Guard.Observation(observation, BreakoutObservation.Size);
        random = new Xoshiro256(seed);
        state = BreakoutDynamics.Start(ref random);
        lastAction = (int)MinAtarAction.None;
        running = true;
        BreakoutObservation.Write(state, observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Span<float> observation)
    {
        Guard.Running(running);
        Guard.Action(action, actions.Length);
        Guard.Observation(observation, BreakoutObservation.Size);
        lastAction = StickyAction.Execute((int)actions[action], lastAction, stickiness, ref random);
        var result = BreakoutDynamics.Step(ref state, (MinAtarAction)lastAction);
        running = result.End == StepEnd.None;
        BreakoutObservation.Write(state, observation);
        return result;
    }

    /// <inheritdoc/>
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
        writer.Write((byte)state.Paddle);
        writer.Write((byte)state.BallX);
        writer.Write((byte)state.BallY);
        writer.Write((byte)state.TrailX);
        writer.Write((byte)state.TrailY);
        writer.Write((byte)state.Direction);
        writer.Write(state.Bricks);
        writer.Write(state.Strike);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Guard.NotNull(reader);
        if (!reader.ReadBoolean())
        {
            running = false;
            return;
        }

        var loadedRandom = Xoshiro256.Load(reader);
        int loadedAction = reader.ReadByte();
        var loaded = new BreakoutState
        {
            Paddle = reader.ReadByte(),
            BallX = reader.ReadByte(),
            BallY = reader.ReadByte(),
            TrailX = reader.ReadByte(),
            TrailY = reader.ReadByte(),
            Direction = (BreakoutDirection)reader.ReadByte(),
            Bricks = reader.ReadUInt32(),
            Strike = reader.ReadBoolean(),
        };
        Guard.Snapshot(loaded.IsValid && loadedAction <= (int)MinAtarAction.Fire, "a member of the game is out of range");
        (random, lastAction, state, running) = (loadedRandom, loadedAction, loaded, true);
    }
}
