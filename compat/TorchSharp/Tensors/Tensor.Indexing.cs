using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Indexing. Plain numbers give views; slices too; tensors give copies.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor this[long i1]
        {
            get => Select([i1]);
            set => Put([i1], value);
        }

        public Tensor this[long i1, long i2]
        {
            get => Select([i1, i2]);
            set => Put([i1, i2], value);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => Select([i1, i2, i3]);
            set => Put([i1, i2, i3], value);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Select([i1, i2, i3, i4]);
            set => Put([i1, i2, i3, i4], value);
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Select([i1, i2, i3, i4, i5]);
            set => Put([i1, i2, i3, i4, i5], value);
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Select([i1, i2, i3, i4, i5, i6]);
            set => Put([i1, i2, i3, i4, i5, i6], value);
        }

        public Tensor this[params long[] indices]
        {
            get => Select(indices);
            set => Put(indices, value);
        }

        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var args = stackalloc IndexArg[indices.Length];
            Fill(args, indices);
            return Wrap(srt_index(Handle, args, indices.Length), this, indices);
        }

        public Tensor index(params Tensor[] indices)
        {
            fixed (nint* list = Handles(indices))
            {
                return Wrap(srt_index_tensors(Handle, list, indices.Length), this, indices);
            }
        }

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var args = stackalloc IndexArg[indices.Length];
            Fill(args, indices);
            return InPlace(srt_index_put(Handle, args, indices.Length, value.Handle), value, indices);
        }

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            if (!accumulate)
            {
                return index_put_(value, indices);
            }

            var tensors = new Tensor[indices.Length];
            for (var i = 0; i < tensors.Length; i++)
            {
                tensors[i] = indices[i].IndexTensor ?? throw new ArgumentException("Accumulating needs tensors as indices.", nameof(indices));
            }

            return index_put_(value, tensors, true);
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            var args = stackalloc IndexArg[indices.Length];
            Fill(args, indices);
            return InPlace(srt_index_put_scalar(Handle, args, indices.Length, value.Value), indices);
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            fixed (nint* list = Handles(indices))
            {
                return InPlace(srt_index_put_tensors(Handle, list, indices.Length, value.Handle, accumulate), value, indices);
            }
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using Tensor number = value;
            using var converted = number.to(dtype, device);
            return index_put_(converted, indices, false);
        }

        private static void Fill(IndexArg* args, TensorIndex[] indices)
        {
            for (var i = 0; i < indices.Length; i++)
            {
                ref var x = ref indices[i];
                args[i] = new IndexArg { Kind = x.Kind, First = x.First, Second = x.Second, Third = x.Third, Handle = x.IndexTensor is null ? 0 : x.IndexTensor.Handle };
            }
        }

        private Tensor Select(ReadOnlySpan<long> indices)
        {
            fixed (long* p = indices)
            {
                return Wrap(srt_select_all(Handle, p, indices.Length), this);
            }
        }

        private void Put(ReadOnlySpan<long> indices, Tensor value)
        {
            fixed (long* p = indices)
            {
                InPlace(srt_select_all_put(Handle, p, indices.Length, value.Handle), value);
            }
        }
    }
}
