namespace SoftRL.Environments;

/// <summary>MinAtar Seaquest: pick up divers under water, shoot fish and submarines, and come up before the air is out.</summary>
/// <remarks>
/// Observation, float32 <c>[10, 10, 10]</c>, each element 0 or 1; element <c>100·channel + 10·row + column</c>, row 0 on
/// top:
/// <list type="table">
/// <listheader><term>channel (indices)</term><description>meaning</description></listheader>
/// <item><term>0 (0 … 99)</term><description>the front of your submarine, in rows 0 (the surface) … 8</description></item>
/// <item><term>1 (100 … 199)</term><description>its back, which tells where it faces</description></item>
/// <item><term>2 (200 … 299)</term><description>your shots</description></item>
/// <item><term>3 (300 … 399)</term><description>the cell behind each fish, enemy submarine and diver, which tells its
/// direction; nothing at the edge where it entered</description></item>
/// <item><term>4 (400 … 499)</term><description>the enemies' shots</description></item>
/// <item><term>5 (500 … 599)</term><description>the fish</description></item>
/// <item><term>6 (600 … 699)</term><description>the enemy submarines</description></item>
/// <item><term>7 (700 … 799)</term><description>the air left, in row 9 from the left: a cell for each 20 of 200
/// steps</description></item>
/// <item><term>8 (800 … 899)</term><description>the divers on board, in row 9 from column 8 to the left</description></item>
/// <item><term>9 (900 … 999)</term><description>the divers in the water</description></item>
/// </list>
/// <para>
/// Actions: all six of <see cref="MinAtarAction"/>, with either action set. Reward: 1 per fish or submarine shot; for
/// coming up with six divers, the number of air cells. The episode terminates when something hits you, the air is out,
/// or you come up with no diver; there is no time limit. Coming up gives new air and takes one diver; with
/// <see cref="MinAtarOptions.DifficultyRamping"/> it also makes enemies come, and at first move, more often.
/// </para>
/// <para>
/// As in the published game, coming up with six divers leaves a debt of one: while the count is below zero coming up is
/// allowed, lowers it further, and gives air but no reward. An episode starts from "nothing" as the sticky action to
/// repeat, as in <see cref="Breakout"/>.
/// </para>
/// </remarks>
public sealed class Seaquest : IEnvironment<int>, IRenderable
{
    private static readonly MinAtarAction[] Minimal = Enum.GetValues<MinAtarAction>();

    private readonly MinAtarGame<SeaquestState> game;

    /// <summary>A game.</summary>
    /// <param name="options">Options; the published defaults when omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The action set is not one of the two.</exception>
    public Seaquest(MinAtarOptions? options = null) => game = new(options, Minimal);

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
