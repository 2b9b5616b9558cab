namespace SoftRL.Environments.Tests;

/// <summary>A sound environment with a picture of two by two pixels that keeps the contract, but for one fault.</summary>
internal sealed class FaultyPicture(PictureFault fault = PictureFault.None) : IEnvironment<int>, IRenderable
{
    private readonly Faulty inner = new();
    private float shown;
    private float shift;
    private bool started;

    public ObservationSpace ObservationSpace => inner.ObservationSpace;

    public ActionSpace ActionSpace => inner.ActionSpace;

    public int FrameWidth => fault == PictureFault.IsEmpty ? 0 : 2;

    public int FrameHeight => 2;

    public double FramesPerSecond => fault == PictureFault.HasNoPace ? double.NaN : 10;

    public byte[] Garbage { get; private set; } = [];

    public void Render(Span<byte> pixels)
    {
        if (!started && fault != PictureFault.DrawsBeforeReset)
        {
            throw new InvalidOperationException();
        }

        if (pixels.Length != 12 && fault != PictureFault.TakesAnyBuffer)
        {
            throw new ArgumentException("length", nameof(pixels));
        }

        Garbage = fault == PictureFault.Allocates ? new byte[1] : Garbage;
        shift += fault == PictureFault.ChangesTheState ? 1 : 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = fault == PictureFault.LeavesBytes && i == 5 ? pixels[i] : (byte)shown;
        }
    }

    public void Reset(ulong seed, Span<float> observation)
    {
        inner.Reset(seed, observation);
        (shown, shift, started) = (observation[0], 0, true);
    }

    public StepResult Step(int action, Span<float> observation)
    {
        var result = inner.Step(action, observation);
        shown = observation[0];
        return result with { Reward = result.Reward + shift };
    }

    public void Save(BinaryWriter writer) => inner.Save(writer);

    public void Load(BinaryReader reader) => inner.Load(reader);
}
