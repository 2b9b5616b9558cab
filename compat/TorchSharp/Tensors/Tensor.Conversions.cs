using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Other element types and devices; numbers out of a tensor.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To((int)type, -1, -1, copy, disposeAfter, non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To((int)type, -1, -1, copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(-1, (int)deviceType, deviceIndex, copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(-1, (int)device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            device is null ? to(type, copy, disposeAfter, non_blocking) : To((int)type, (int)device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => Wrap(srt_to_other(Handle, other.Handle, non_blocking), this, other);

        public Tensor cpu() => Wrap(srt_cpu(Handle), this);

        public Tensor cuda(Device device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA)
            {
                throw new ArgumentException("The device must be a CUDA device.", nameof(device));
            }

            return To(-1, (int)DeviceType.CUDA, device?.index ?? -1, false, false, non_blocking);
        }

        public Tensor pin_memory() => Wrap(srt_pin_memory(Handle), this);

        public Tensor type(ScalarType dtype) => to_type(dtype);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>The elements as .NET numbers of exactly the tensor's type; on the CPU only.</summary>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireCpu();
            ValidateType(typeof(T));
            return new Utils.TensorAccessor<T>(this);
        }

        /// <summary>The one element, as a number of exactly the tensor's type; on the CPU only.</summary>
        public T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
            {
                throw new ArgumentException("Number of elements in the tensor must be 1");
            }

            RequireCpu();
            ValidateType(typeof(T));
            return ReadCpuValueUnchecked<T>(0);
        }

        public Scalar ToScalar() => dtype switch
        {
            ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64 => this.ToDouble(),
            ScalarType.Bool => this.ToInt64() != 0,
            _ => this.ToInt64(),
        };

        public T ReadCpuValue<T>(long i)
            where T : unmanaged
        {
            RequireCpu();
            ValidateType(typeof(T));
            ArgumentOutOfRangeException.ThrowIfNegative(i);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i, numel());
            return ReadCpuValueUnchecked<T>(i);
        }

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        /// <summary>The one number of this tensor, whatever its type and device.</summary>
        internal double ReadDouble()
        {
            double value;
            Native.Check(srt_item_double(Handle, &value));
            GC.KeepAlive(this);
            return value;
        }

        internal long ReadInt64()
        {
            long value;
            Native.Check(srt_item_int64(Handle, &value));
            GC.KeepAlive(this);
            return value;
        }

        internal void ValidateType(Type wanted)
        {
            var fits = dtype switch
            {
                ScalarType.Byte => wanted == typeof(byte),
                ScalarType.Int8 => wanted == typeof(sbyte),
                ScalarType.Int16 => wanted == typeof(short),
                ScalarType.Int32 => wanted == typeof(int),
                ScalarType.Int64 => wanted == typeof(long),
                ScalarType.Bool => wanted == typeof(bool),
                ScalarType.Float16 => wanted == typeof(Half),
                ScalarType.Float32 => wanted == typeof(float),
                ScalarType.Float64 => wanted == typeof(double),
                ScalarType.ComplexFloat32 => wanted == typeof((float, float)),
                ScalarType.ComplexFloat64 => wanted == typeof(System.Numerics.Complex),
                _ => false,
            };
            if (!fits)
            {
                throw new ArgumentException($"{wanted.Name} is not compatible with {dtype}");
            }
        }

        internal void RequireCpu()
        {
            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
        }

        private T ReadCpuValueUnchecked<T>(long i)
            where T : unmanaged
        {
            var data = (T*)DataPointer();
            long offset = i;
            if (i != 0 && !is_contiguous())
            {
                offset = Utils.TensorAccessor<T>.Offset(i, shape, stride());
            }

            var value = data[offset];
            GC.KeepAlive(this);
            return value;
        }

        private Tensor To(int type, int deviceType, int deviceIndex, bool copy, bool disposeAfter, bool nonBlocking)
        {
            if (deviceType > 0)
            {
                InitializeDeviceType((DeviceType)deviceType);
            }

            var result = Wrap(srt_to(Handle, type, deviceType, deviceIndex, nonBlocking, copy), this);
            if (disposeAfter)
            {
                Dispose();
            }

            return result;
        }

        private static int TypeOrNone(ScalarType? type) => type.HasValue ? (int)type.Value : -1;

        private static nint HandleOrZero(Generator generator) => generator is null ? 0 : generator.Handle;
    }
}
