using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number of its own type: an integer, a real or a boolean. (Complex numbers are outside this look-alike.)</summary>
public sealed class Scalar : IDisposable
{
    internal readonly ScalarArg Value;

    private Scalar(ScalarArg value) => Value = value;

    internal Scalar(double value)
        : this(ScalarArg.Of(value))
    {
    }

    internal Scalar(long value)
        : this(ScalarArg.Of(value))
    {
    }

    internal Scalar(bool value)
        : this(ScalarArg.Of(value))
    {
    }

    public ScalarType Type => Value.Kind switch
    {
        ScalarArg.Integer => ScalarType.Int64,
        ScalarArg.Boolean => ScalarType.Bool,
        _ => ScalarType.Float64,
    };

    internal double AsDouble => Value.Kind == ScalarArg.Real ? BitConverter.Int64BitsToDouble(Value.Bits) : Value.Bits;

    internal long AsLong => Value.Kind == ScalarArg.Real ? checked((long)BitConverter.Int64BitsToDouble(Value.Bits)) : Value.Bits;

    public static implicit operator Scalar(byte value) => new((long)value);

    public static implicit operator Scalar(sbyte value) => new((long)value);

    public static implicit operator Scalar(short value) => new((long)value);

    public static implicit operator Scalar(int value) => new((long)value);

    public static implicit operator Scalar(long value) => new(value);

    public static implicit operator Scalar(Half value) => new((double)value);

    public static implicit operator Scalar(float value) => new((double)value);

    public static implicit operator Scalar(double value) => new(value);

    public static implicit operator Scalar(bool value) => new(value);

    /// <summary>Nothing to free: the value lives in this object.</summary>
    public void Dispose()
    {
    }
}
