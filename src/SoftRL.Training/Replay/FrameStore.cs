using System.Numerics;
using System.Runtime.InteropServices;
using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>Frames outside the managed heap, as bytes where they are whole numbers 0 … 255, as float32 elsewhere. Memory is committed as it is written.</summary>
internal sealed unsafe class FrameStore : IDisposable
{
    private readonly bool _bytes;
    private readonly int _frame;
    private readonly nuint _stride;
    private byte* _memory;

    /// <summary>Reserves room.</summary>
    /// <param name="frames">Number of frames.</param>
    /// <param name="space">The observations; of a stack, one frame is stored.</param>
    public FrameStore(long frames, ObservationSpace space)
    {
        _frame = space.Size / Math.Max(1, space.StackedFrames);
        _bytes = space.ElementType == ElementType.UInt8;
        _stride = (nuint)_frame * (_bytes ? 1u : sizeof(float));
        _memory = (byte*)NativeMemory.AllocZeroed((nuint)frames, _stride);
    }

    /// <summary>Elements of a frame.</summary>
    public int FrameSize => _frame;

    /// <summary>Bytes of a frame.</summary>
    public int FrameBytes => (int)_stride;

    /// <summary>The raw bytes of a frame.</summary>
    public Span<byte> Raw(long index)
    {
        ObjectDisposedException.ThrowIf(_memory is null, this);
        return new(_memory + ((nuint)index * _stride), (int)_stride);
    }

    public void Write(long index, ReadOnlySpan<float> frame)
    {
        if (_bytes)
        {
            Narrow(frame, Raw(index));
        }
        else
        {
            MemoryMarshal.AsBytes(frame).CopyTo(Raw(index));
        }
    }

    public void Read(long index, Span<float> frame)
    {
        if (_bytes)
        {
            Widen(Raw(index), frame);
        }
        else
        {
            Raw(index).CopyTo(MemoryMarshal.AsBytes(frame));
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }

    private static void Narrow(ReadOnlySpan<float> numbers, Span<byte> bytes)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            bytes[i] = (byte)numbers[i];
        }
    }

    private static void Widen(ReadOnlySpan<byte> bytes, Span<float> numbers)
    {
        var index = 0;
        for (; index <= bytes.Length - Vector<byte>.Count; index += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[index..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            var target = numbers[index..];
            Vector.ConvertToSingle(first).CopyTo(target);
            Vector.ConvertToSingle(second).CopyTo(target[Vector<uint>.Count..]);
            Vector.ConvertToSingle(third).CopyTo(target[(2 * Vector<uint>.Count)..]);
            Vector.ConvertToSingle(fourth).CopyTo(target[(3 * Vector<uint>.Count)..]);
        }

        for (; index < bytes.Length; index++)
        {
            numbers[index] = bytes[index];
        }
    }
}
