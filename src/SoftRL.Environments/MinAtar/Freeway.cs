namespace SoftRL.Environments;

/// <summary>MinAtar Freeway: bring the chicken up across eight lanes of cars, as often as time allows.</summary>
/// <remarks>
/// Observation, float32 <c>[7, 10, 10]</c>, each element 0 or 1; element <c>100·channel + 10·row + column</c>, row 0 on
/// top:
/// <list type="table">
/// <listheader><term>channel (indices)</term><description>meaning</description></listheader>
/// <item><term>0 (0 … 99)</term><description>the chicken, in column 4</description></item>
/// <item><term>1 (100 … 199)</term><description>the cars, one in each of the rows 1 … 8</description></item>
/// <item><term>2 … 6 (200 … 699)</term><description>the cell behind each car, in the channel of its pace: in channel
/// 1 + p behind a car that moves every p + 1 steps</description></item>
/// </list>
/// <para>
/// Actions: with <see cref="MinAtarActionSet.Minimal"/> 0 nothing, 1 up, 2 down; with
/// <see cref="MinAtarActionSet.Full"/> the six of <see cref="MinAtarAction"/>. The chicken moves at most every third
/// step; a car sends it back to row 9. Reward: 1 for reaching row 0, which also gives the cars new paces.
/// </para>
/// <para>
/// The episode ends with its 2501st step and at no other. That is <see cref="StepEnd.Terminated"/>, as the published
/// game reports it, although the clock is not observed; <see cref="TimeLimit{TAction}"/> truncates earlier. The
/// difficulty never rises. An episode starts from "nothing" as the sticky action to repeat, as in
/// <see cref="Breakout"/>.
/// </para>
/// </remarks>
public sealed class Freeway : IEnvironment<int>, IRenderable
{
    private static readonly MinAtarAction[] Minimal = [MinAtarAction.None, MinAtarAction.Up, MinAtarAction.Down];

    private readonly MinAtarGame<FreewayState> game;

    /// <summary>A game.</summary>
    /// <param name="options">Options; the published defaults when omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The action set is not one of the two.</exception>
    public Freeway(MinAtarOptions? options = null) => game = new(options, Minimal);

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
