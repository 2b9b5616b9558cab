namespace SoftRL.Environments;

#pragma warning disable CA1720 // The members are element types; their names say so.
/// <summary>How one element of an observation is stored.</summary>
public enum ElementType : byte
{
    /// <summary>32-bit floating point.</summary>
    Float32 = 0,

    /// <summary>One unsigned byte, for images.</summary>
    UInt8 = 1,
}
