namespace SoftRL.Environments;

/// <summary>MinAtar Asterix: catch the gold that crosses the screen and keep out of the enemies' way.</summary>
/// <remarks>
/// Observation, float32 <c>[4, 10, 10]</c>, each element 0 or 1; element <c>100·channel + 10·row + column</c>, row 0 on
/// top:
/// <list type="table">
/// <listheader><term>channel (indices)</term><description>meaning</description></listheader>
/// <item><term>0 (0 … 99)</term><description>the player, in rows 1 … 8</description></item>
/// <item><term>1 (100 … 199)</term><description>the enemies, at most one thing in each of the rows 1 … 8</description></item>
/// <item><term>2 (200 … 299)</term><description>the cell behind each enemy and each gold, which tells its
/// direction; nothing at the edge where it entered</description></item>
/// <item><term>3 (300 … 399)</term><description>the gold</description></item>
/// </list>
/// <para>
/// Actions: with <see cref="MinAtarActionSet.Minimal"/> 0 nothing, 1 left, 2 up, 3 right, 4 down; with
/// <see cref="MinAtarActionSet.Full"/> the six of <see cref="MinAtarAction"/>. Reward: 1 per gold. The episode
/// terminates when an enemy and the player meet; there is no time limit. With
/// <see cref="MinAtarOptions.DifficultyRamping"/> things come and move more often after every 102 steps.
/// </para>
/// <para>An episode starts from "nothing" as the sticky action to repeat, as in <see cref="Breakout"/>.</para>
/// </remarks>
public sealed class Asterix : IEnvironment<int>, IRenderable
{
    private static readonly MinAtarAction[] Minimal =
        [MinAtarAction.None, MinAtarAction.Left, MinAtarAction.Up, MinAtarAction.Right, MinAtarAction.Down];

    private readonly MinAtarGame<AsterixState> game;

    /// <summary>A game.</summary>
    /// <param name="options">Options; the published defaults when omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The action set is not one of the two.</exception>
    public Asterix(MinAtarOptions? options = null) => game = new(options, Minimal);

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
