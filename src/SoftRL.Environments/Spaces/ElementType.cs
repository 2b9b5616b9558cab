namespace SoftRL.Environments;

#pragma warning disable CA1720 // The members are element types; their names say so.
/// <summary>What one element of an observation is. Observations are handed over as float32 whatever this says.</summary>
public enum ElementType : byte
{
    /// <summary>32-bit floating point.</summary>
    Float32 = 0,

    /// <summary>A whole number 0 … 255, for images; may be stored as one byte.</summary>
    UInt8 = 1,
}
