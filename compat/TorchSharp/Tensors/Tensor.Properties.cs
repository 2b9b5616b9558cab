using static TorchSharp.NativeMethods;

namespace TorchSharp;

// What a tensor is: shape, type, place, memory.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => srt_dim(Handle);

        public long ndim => srt_dim(Handle);

        public long dim() => srt_dim(Handle);

        public long NumberOfElements => srt_numel(Handle);

        public long numel() => srt_numel(Handle);

        public long ElementSize => srt_element_size(Handle);

        public long element_size() => srt_element_size(Handle);

        public long[] shape
        {
            get
            {
                var result = new long[srt_dim(Handle)];
                fixed (long* p = result)
                {
                    Native.Check(srt_sizes(Handle, p));
                }

                GC.KeepAlive(this);
                return result;
            }
        }

        public long[] size() => shape;

        public long size(int dim)
        {
            var result = srt_size(Handle, dim);
            GC.KeepAlive(this);
            if (result == long.MinValue)
            {
                Native.ThrowIfError();
            }

            return result;
        }

        public long[] stride()
        {
            var result = new long[srt_dim(Handle)];
            fixed (long* p = result)
            {
                Native.Check(srt_strides(Handle, p));
            }

            GC.KeepAlive(this);
            return result;
        }

        public long stride(int dim)
        {
            var result = srt_stride(Handle, dim);
            GC.KeepAlive(this);
            if (result == long.MinValue)
            {
                Native.ThrowIfError();
            }

            return result;
        }

        public long storage_offset() => Kept(srt_storage_offset(Handle));

        public ScalarType dtype => (ScalarType)srt_dtype(Handle);

        public DeviceType device_type => (DeviceType)srt_device_type(Handle);

        public int device_index => srt_device_index(Handle);

        public Device device => new(device_type, device_index);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Native.CheckBool(Kept(srt_is_sparse(Handle)));

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_contiguous() => Native.CheckBool(Kept(srt_is_contiguous(Handle)));

        public bool is_pinned() => Native.CheckBool(Kept(srt_is_pinned(Handle)));

        public bool is_nonzero()
        {
            if (numel() != 1)
            {
                throw new InvalidOperationException("is_nonzero() called on a tensor that does not have exactly one element");
            }

            return this.ToDouble() != 0;
        }

        public Tensor T => t_reversed();

        public Tensor mT => transpose(-2, -1);

        /// <summary>The elements' memory, on the CPU and contiguous. It is the tensor's own: keep the tensor alive while using it.</summary>
        public Span<byte> bytes
        {
            get
            {
                var size = BytesSize();
                return new Span<byte>(DataPointer(), size);
            }

            set
            {
                var size = BytesSize();
                if (size != value.Length)
                {
                    throw new ArgumentException($"Mismatched data sizes in SetBytes(): the tensor holds {size} bytes, the span {value.Length}.");
                }

                value.CopyTo(new Span<byte>(DataPointer(), size));
            }
        }

        internal void* DataPointer()
        {
            var data = srt_data(Handle);
            if (data == null)
            {
                Native.ThrowIfError();
            }

            return data;
        }

        private int BytesSize()
        {
            if (!is_contiguous())
            {
                throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
            }

            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }

            var size = numel() * ElementSize;
            return size <= int.MaxValue ? (int)size : throw new ArgumentException("Span only supports up to int.MaxValue elements.");
        }

        /// <summary>The value of a call that read this tensor, which is kept alive until here.</summary>
        private T Kept<T>(T value)
        {
            GC.KeepAlive(this);
            return value;
        }

        private Tensor t_reversed()
        {
            var n = (int)dim();
            var order = new long[n];
            for (var i = 0; i < n; i++)
            {
                order[i] = n - 1 - i;
            }

            return permute(order);
        }
    }
}
