using System.Runtime.InteropServices;

namespace SoftRL.Training;

public sealed partial class ReplayMemory
{
    /// <summary>Writes everything that is held, without a copy in memory.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    /// <param name="part">Name of the part.</param>
    public void Save(CheckpointWriter writer, string part = "replay.bin")
    {
        ArgumentNullException.ThrowIfNull(writer);
        using var target = new BinaryWriter(writer.Part(part), System.Text.Encoding.UTF8, leaveOpen: true);
        target.Write(_environments);
        target.Write(_length);
        target.Write(_frames.FrameBytes);
        target.Write(_actionDimension);
        target.Write(_highest);
        for (var environment = 0; environment < _environments; environment++)
        {
            target.Write(_heads[environment]);
            target.Write(_filled[environment]);
            for (var age = _filled[environment] - 1; age >= 0; age--)
            {
                var slot = At(environment, age);
                target.Write((byte)_slots[slot]);
                target.Write(_rewards[slot]);
                target.Write(_actionDimension == 0 ? _indices[slot] : 0);
                target.Write(MemoryMarshal.AsBytes(Vector(slot)));
                target.Write(_priorities?[slot] ?? 0);
                target.Write(_frames.Raw(slot));
            }
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">A checkpoint of a memory of the same make. Borrowed.</param>
    /// <param name="part">Name of the part.</param>
    /// <exception cref="CheckpointException">The part is of another memory.</exception>
    public void Load(Checkpoint checkpoint, string part = "replay.bin")
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        using var source = new BinaryReader(checkpoint.Open(part));
        var found = (source.ReadInt32(), source.ReadInt32(), source.ReadInt32(), source.ReadInt32());
        if (found != (_environments, _length, _frames.FrameBytes, _actionDimension))
        {
            throw new CheckpointException($"'{Path.Combine(checkpoint.Directory, part)}' is of another replay memory: {found} instead of {(_environments, _length, _frames.FrameBytes, _actionDimension)} (environments, length, bytes of a frame, action dimension).");
        }

        _highest = source.ReadDouble();
        Count = 0;
        Array.Clear(_slots);
        for (var environment = 0; environment < _environments; environment++)
        {
            _heads[environment] = source.ReadInt32();
            _filled[environment] = source.ReadInt32();
            for (var age = _filled[environment] - 1; age >= 0; age--)
            {
                var slot = At(environment, age);
                _slots[slot] = (ReplaySlot)source.ReadByte();
                _rewards[slot] = source.ReadSingle();
                var index = source.ReadInt32();
                if (_actionDimension == 0)
                {
                    _indices[slot] = index;
                }

                source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Vector(slot)));
                var weight = source.ReadDouble();
                _priorities?.Set(slot, weight);
                source.BaseStream.ReadExactly(_frames.Raw(slot));
                Count += IsStep(slot) ? 1 : 0;
            }
        }
    }
}
