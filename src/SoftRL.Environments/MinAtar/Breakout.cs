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
public sealed class Breakout : IEnvironment<int>, IRenderable
{
    private static readonly MinAtarAction[] Minimal = [MinAtarAction.None, MinAtarAction.Left, MinAtarAction.Right];

    private readonly MinAtarGame<BreakoutState> game;

    /// <summary>A game.</summary>
    /// <param name="options">Options; the published defaults when omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The action set is not one of the two.</exception>
    public Breakout(MinAtarOptions? options = null) => game = new(options, Minimal);

    /// <inheritdoc/>
    public ObservationSpace ObservationSpace => game.ObservationSpace;

    /// <inheritdoc/>
    public ActionSpace ActionSpace => game.ActionSpace;

    /// <inheritdoc/>
    public int FrameWidth => MinAtarPicture.Size;

    /// <inheritdoc/>
    public int FrameHeight => MinAtarPicture.Size;

    /// <inheritdoc/>
    public double FramesPerSecond => MinAtarPicture.FramesPerSecond;

    /// <inheritdoc/>
    public void Render(Span<byte> pixels) => game.Render(pixels);

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation) => game.Reset(seed, observation);

    /// <inheritdoc/>
    public StepResult Step(int action, Span<float> observation) => game.Step(action, observation);

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => game.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => game.Load(reader);
}
