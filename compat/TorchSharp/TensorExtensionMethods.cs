using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Numbers out of tensors of one element, and small helpers.</summary>
public static class TensorExtensionMethods
{
    public static double ToDouble(this Tensor value) => value.ReadDouble();

    public static float ToSingle(this Tensor value) => (float)value.ReadDouble();

    public static Half ToHalf(this Tensor value) => (Half)value.ReadDouble();

    public static long ToInt64(this Tensor value) => value.ReadInt64();

    public static int ToInt32(this Tensor value) => checked((int)value.ReadInt64());

    public static short ToInt16(this Tensor value) => checked((short)value.ReadInt64());

    public static sbyte ToSByte(this Tensor value) => checked((sbyte)value.ReadInt64());

    public static byte ToByte(this Tensor value) => checked((byte)value.ReadInt64());

    public static bool ToBoolean(this Tensor value) => value.ReadDouble() != 0;

    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, n) => product * n);

    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentException($"{type} has no element size.", nameof(type)),
    };
}
