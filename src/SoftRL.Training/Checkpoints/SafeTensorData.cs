namespace SoftRL.Training;

/// <summary>Gives the bytes of a tensor that is being written.</summary>
/// <param name="tensor">The tensor asked for; each is asked for once.</param>
/// <returns>Its elements in row-major order, little-endian; exactly <see cref="SafeTensorInfo.Bytes"/> bytes, valid until the next call.</returns>
public delegate ReadOnlySpan<byte> SafeTensorData(SafeTensorInfo tensor);
