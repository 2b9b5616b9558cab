namespace SoftRL.Environments.Mujoco;

/// <summary>Searches a structure for fields whose content is known. Offsets are in bytes.</summary>
/// <param name="start">Address of the structure, a block of <see cref="MemoryBlocks"/>.</param>
internal sealed unsafe class StructureScan(nint start)
{
    private const double Tolerance = 1e-9;

    /// <summary>Size of the structure.</summary>
    public int Size { get; } = MemoryBlocks.SizeAt(start);

    /// <summary>Offset of the first count that is <paramref name="here"/> in this structure and <paramref name="there"/> in another of its kind.</summary>
    public int Count(string name, int here, StructureScan other, int there)
    {
        for (var offset = 0; offset + sizeof(int) <= Math.Min(Size, other.Size); offset += sizeof(int))
        {
            if (Int32(offset) == here && other.Int32(offset) == there)
            {
                return offset;
            }
        }

        throw NotFound(name);
    }

    /// <summary>Offset of a double.</summary>
    public int Double(string name, double value)
    {
        for (var offset = 0; offset + sizeof(double) <= Size; offset += sizeof(double))
        {
            if (BitConverter.Int64BitsToDouble(*(long*)(start + offset)) == value)
            {
                return offset;
            }
        }

        throw NotFound(name);
    }

    /// <summary>Offset of the pointer to the only array that begins with these numbers; NaN stands for any.</summary>
    public int Array(string name, params double[] content)
    {
        var found = Arrays(content);
        return found.Count == 1 ? found[0] : throw NotFound(found.Count == 0 ? name : $"{name} (there are {found.Count} like it)");
    }

    /// <summary>
    /// Offsets of the pointers to arrays that begin with these numbers, ascending. Of several pointers to one address the last
    /// counts: those before are of the whole buffer, or of arrays without elements.
    /// </summary>
    public List<int> Arrays(params double[] content) =>
        Pointers(content.Length * sizeof(double), address =>
        {
            for (var i = 0; i < content.Length; i++)
            {
                // Written so that a NaN in memory matches nothing but a NaN in the content.
                if (!double.IsNaN(content[i]) && !(Math.Abs(((double*)address)[i] - content[i]) <= Tolerance))
                {
                    return false;
                }
            }

            return true;
        });

    /// <summary>Offset of the pointer to the only array that begins with these bytes.</summary>
    public int Bytes<T>(string name, params T[] content)
        where T : unmanaged
    {
        var found = Pointers(content.Length * sizeof(T), address => new ReadOnlySpan<T>((void*)address, content.Length).SequenceEqual(content));
        return found.Count == 1 ? found[0] : throw NotFound(name);
    }

    /// <summary>An element of the array whose pointer is at an offset.</summary>
    public double Element(int offset, int index) => ((double*)Pointer(offset))[index];

    /// <summary>Writes an element of the array whose pointer is at an offset.</summary>
    public void SetElement(int offset, int index, double value) => ((double*)Pointer(offset))[index] = value;

    private List<int> Pointers(int bytes, Func<nint, bool> matches)
    {
        var last = new Dictionary<nint, int>();
        for (var offset = 0; offset + sizeof(nint) <= Size; offset += sizeof(nint))
        {
            var address = Pointer(offset);
            if (address % sizeof(double) == 0 && MemoryBlocks.Holds(address, bytes) && matches(address))
            {
                last[address] = offset;
            }
        }

        return [.. last.Values.Order()];
    }

    private int Int32(int offset) => *(int*)(start + offset);

    private nint Pointer(int offset) => *(nint*)(start + offset);

    private static InvalidDataException NotFound(string name) => new($"{name} was not found");
}
