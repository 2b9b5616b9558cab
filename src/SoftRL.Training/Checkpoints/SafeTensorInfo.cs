namespace SoftRL.Training;

/// <summary>Name, element type and shape of a tensor in a safetensors file.</summary>
public sealed class SafeTensorInfo
{
    internal const string Metadata = "__metadata__";

    /// <summary>Describes a tensor.</summary>
    /// <param name="name">Name, not empty and not <c>__metadata__</c>.</param>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Dimensions, none negative; empty for a scalar. Copied.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative, or the tensor has more than 2⁶³ − 1 bytes.</exception>
    public SafeTensorInfo(string name, SafeTensorType type, ReadOnlySpan<long> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == Metadata)
        {
            throw new ArgumentException($"A tensor cannot be called {Metadata}.", nameof(name));
        }

        Name = name;
        Type = type;
        Shape = shape.ToArray();
        Bytes = Size(type, shape) ?? throw new ArgumentOutOfRangeException(
            nameof(shape), $"shape of '{name}' must have no negative dimension and fewer than 2^63 bytes; it is [{string.Join(", ", shape.ToArray())}].");
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Element type.</summary>
    public SafeTensorType Type { get; }

    /// <summary>Dimensions; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Size of the data in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Name, type and shape for people.</summary>
    /// <returns>Such as <c>policy.weight F32 [64, 4]</c>.</returns>
    public override string ToString() => $"{Name} {Type} [{string.Join(", ", Shape)}]";

    /// <summary>Bytes per element.</summary>
    internal static int ElementSize(SafeTensorType type) => type switch
    {
        SafeTensorType.F32 => 4,
        SafeTensorType.F64 or SafeTensorType.I64 => 8,
        SafeTensorType.U8 or SafeTensorType.Bool => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a safetensors element type."),
    };

    /// <summary>Bytes of a tensor; null when a dimension is negative or the product overflows.</summary>
    private static long? Size(SafeTensorType type, ReadOnlySpan<long> shape)
    {
        Int128 bytes = ElementSize(type);
        foreach (var dimension in shape)
        {
            bytes *= dimension;
            if (dimension < 0 || bytes > long.MaxValue)
            {
                return null;
            }
        }

        return (long)bytes;
    }
}
