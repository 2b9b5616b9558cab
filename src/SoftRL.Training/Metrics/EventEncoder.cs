using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SoftRL.Training;

/// <summary>
/// Encodes TensorBoard events: protocol-buffer messages <c>Event { double wall_time = 1; int64 step = 2; string file_version = 3;
/// Summary summary = 5; }</c>, <c>Summary { repeated Value value = 1; }</c>, <c>Value { string tag = 1; float simple_value = 2; }</c>,
/// each framed as a record. Buffers are kept from one event to the next.
/// </summary>
internal sealed class EventEncoder
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _value = new();
    private readonly ArrayBufferWriter<byte> _summary = new();
    private readonly ArrayBufferWriter<byte> _event = new();
    private readonly ArrayBufferWriter<byte> _record = new();

    /// <summary>The record that opens every event file.</summary>
    internal ReadOnlySpan<byte> Version(double wallTime)
    {
        Start(wallTime);
        Field(_event, 3, "brain.Event:2"u8);
        return Framed();
    }

    /// <summary>Starts an event.</summary>
    internal void Begin(double wallTime, long step)
    {
        Start(wallTime);
        Key(_event, 2, Varint);
        Number(_event, (ulong)step);
    }

    /// <summary>Adds a figure to the event; nothing when it is absent or no finite float.</summary>
    internal void Add(string tag, double? figure)
    {
        if (figure is not { } number || !float.IsFinite((float)number))
        {
            return;
        }

        _value.ResetWrittenCount();
        Field(_value, 1, Encoding.UTF8.GetBytes(tag));
        Key(_value, 2, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_value.GetSpan(sizeof(float)), (float)number);
        _value.Advance(sizeof(float));
        Field(_summary, 1, _value.WrittenSpan);
    }

    /// <summary>The record of the event; valid until the next call.</summary>
    internal ReadOnlySpan<byte> End()
    {
        Field(_event, 5, _summary.WrittenSpan);
        return Framed();
    }

    private static void Field(ArrayBufferWriter<byte> buffer, int field, ReadOnlySpan<byte> content)
    {
        Key(buffer, field, Bytes);
        Number(buffer, (ulong)content.Length);
        buffer.Write(content);
    }

    private static void Key(ArrayBufferWriter<byte> buffer, int field, int kind) => Number(buffer, (ulong)((field << 3) | kind));

    private static void Number(ArrayBufferWriter<byte> buffer, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            buffer.Write([(byte)(value | 0x80)]);
        }

        buffer.Write([(byte)value]);
    }

    private void Start(double wallTime)
    {
        _event.ResetWrittenCount();
        _summary.ResetWrittenCount();
        Key(_event, 1, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(_event.GetSpan(sizeof(double)), wallTime);
        _event.Advance(sizeof(double));
    }

    private ReadOnlySpan<byte> Framed()
    {
        _record.ResetWrittenCount();
        RecordFraming.Write(_record, _event.WrittenSpan);
        return _record.WrittenSpan;
    }
}
