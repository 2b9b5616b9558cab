namespace SoftRL.Environments;

/// <summary>MinAtar Space Invaders: shoot the aliens, who shoot back, before they come down.</summary>
/// <remarks>
/// Observation, float32 <c>[6, 10, 10]</c>, each element 0 or 1; element <c>100·channel + 10·row + column</c>, row 0 on
/// top:
/// <list type="table">
/// <listheader><term>channel (indices)</term><description>meaning</description></listheader>
/// <item><term>0 (0 … 99)</term><description>the cannon, in row 9</description></item>
/// <item><term>1 (100 … 199)</term><description>the aliens</description></item>
/// <item><term>2 (200 … 299)</term><description>the aliens again while they move to the left</description></item>
/// <item><term>3 (300 … 399)</term><description>the aliens again while they move to the right</description></item>
/// <item><term>4 (400 … 499)</term><description>your shots</description></item>
/// <item><term>5 (500 … 599)</term><description>the aliens' shots</description></item>
/// </list>
/// <para>
/// Actions: with <see cref="MinAtarActionSet.Minimal"/> 0 nothing, 1 left, 2 right, 3 fire; with
/// <see cref="MinAtarActionSet.Full"/> the six of <see cref="MinAtarAction"/>. Reward: 1 per alien. The episode
/// terminates when a shot or an alien reaches the cannon, or the aliens would move below row 9; there is no time limit.
/// With <see cref="MinAtarOptions.DifficultyRamping"/> each of the first six waves shot down makes the next one faster.
/// </para>
/// <para>
/// Only sticky actions are random. An episode starts from "nothing" as the action to repeat, as in
/// <see cref="Breakout"/>.
/// </para>
/// </remarks>
public sealed class SpaceInvaders : IEnvironment<int>, IRenderable
{
    private static readonly MinAtarAction[] Minimal =
        [MinAtarAction.None, MinAtarAction.Left, MinAtarAction.Right, MinAtarAction.Fire];

    private readonly MinAtarGame<SpaceInvadersState> game;

    /// <summary>A game.</summary>
    /// <param name="options">Options; the published defaults when omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The action set is not one of the two.</exception>
    public SpaceInvaders(MinAtarOptions? options = null) => game = new(options, Minimal);

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
