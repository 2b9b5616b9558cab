namespace SoftRL.Training;

/// <summary>Element type of a tensor in a safetensors file, by the format's own names.</summary>
public enum SafeTensorType
{
    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>64-bit float.</summary>
    F64,

    /// <summary>Signed 64-bit integer.</summary>
    I64,

    /// <summary>Unsigned byte.</summary>
    U8,

    /// <summary>One byte, 0 or 1; <c>BOOL</c> in the file.</summary>
    Bool,
}
