using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Reductions and shapes whose overloads need more than one line.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor amax(params long[] dims) => amax((ReadOnlySpan<long>)dims);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor @out = null) => amax((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor @out = null)
        {
            fixed (long* p = dims)
            {
                return @out is null
                    ? Wrap(srt_amax(Handle, p, dims.Length, keepdim), this)
                    : @out.InPlace(srt_amax_out(Handle, p, dims.Length, keepdim, @out.Handle), this);
            }
        }

        public Tensor amin(params long[] dims) => amin((ReadOnlySpan<long>)dims);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor @out = null) => amin((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor @out = null)
        {
            fixed (long* p = dims)
            {
                return @out is null
                    ? Wrap(srt_amin(Handle, p, dims.Length, keepdim), this)
                    : @out.InPlace(srt_amin_out(Handle, p, dims.Length, keepdim, @out.Handle), this);
            }
        }

        public Tensor count_nonzero(long[] dims = null)
        {
            fixed (long* p = dims)
            {
                return Wrap(srt_count_nonzero(Handle, p, dims?.Length ?? 0), this);
            }
        }

        public Tensor bincount(Tensor weights, long minlength = 0) => Wrap(srt_bincount(Handle, HandleOrZero(weights), minlength), this, weights);

        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            nint output, inverse, counts;
            Native.Check(srt_unique(Handle, sorted, return_inverse, return_counts, (long?)dim, &output, &inverse, &counts));
            GC.KeepAlive(this);
            return Distinct(output, inverse, counts, return_inverse, return_counts);
        }

        public (Tensor output, Tensor inverse_indices, Tensor counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            nint output, inverse, counts;
            Native.Check(srt_unique_consecutive(Handle, return_inverse, return_counts, (long?)dim, &output, &inverse, &counts));
            GC.KeepAlive(this);
            return Distinct(output, inverse, counts, return_inverse, return_counts);
        }

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor @var, Tensor mean) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public (Tensor @var, Tensor mean) var_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);

        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        public Tensor permute(IEnumerable<long> permutation) => permute(System.Linq.Enumerable.ToArray(permutation));

        public Tensor take_along_dim(IEnumerable<long> indices)
        {
            using var index = torch.tensor(System.Linq.Enumerable.ToArray(indices), device: device);
            return take_along_dim(index);
        }

        public Tensor take_along_dim(IEnumerable<long> indices, long dim)
        {
            using var index = torch.tensor(System.Linq.Enumerable.ToArray(indices), device: device);
            return take_along_dim(index, dim);
        }

        public Tensor roll(long shifts, long? dims = null) => dims.HasValue ? roll([shifts], [dims.Value]) : roll([shifts]);

        public Tensor roll((long, long) shifts, (long, long) dims) => roll([shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);

        public Tensor roll((long, long, long) shifts, (long, long, long) dims) =>
            roll([shifts.Item1, shifts.Item2, shifts.Item3], [dims.Item1, dims.Item2, dims.Item3]);

        public Tensor tensordot(Tensor b, long dims = 2)
        {
            var left = new long[dims];
            var right = new long[dims];
            for (var i = 0; i < dims; i++)
            {
                left[i] = i - dims;
                right[i] = i;
            }

            return tensordot(b, left, right);
        }

        public Tensor tensordot(Tensor b, (long, long)[] dims) =>
            tensordot(b, Array.ConvertAll(dims, d => d.Item1), Array.ConvertAll(dims, d => d.Item2));

        private static (Tensor, Tensor, Tensor) Distinct(nint output, nint inverse, nint counts, bool wantsInverse, bool wantsCounts) =>
            (new Tensor(output), Part(inverse, wantsInverse), Part(counts, wantsCounts));

        private static Tensor Part(nint handle, bool wanted)
        {
            if (handle == 0 || wanted)
            {
                return handle == 0 ? null : new Tensor(handle);
            }

            srt_tensor_free(handle);
            return null;
        }
    }
}
