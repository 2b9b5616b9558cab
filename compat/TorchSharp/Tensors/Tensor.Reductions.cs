using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Sums, extremes, orderings, cumulative functions.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Wrap(srt_sum(Handle, TypeOrNone(type)), this);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dimPointer = dim)
            {
                return Wrap(srt_sum_dims(Handle, dimPointer, dim.Length, keepdim, TypeOrNone(type)), this);
            }
        }

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Wrap(srt_sum_dim(Handle, dim, keepdim, TypeOrNone(type)), this);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dimPointer = dim)
            {
                return Wrap(srt_sum_dims(Handle, dimPointer, dim.Length, keepdim, TypeOrNone(type)), this);
            }
        }

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Wrap(srt_sum_4(Handle, dim0, dim1, keepdim, TypeOrNone(type)), this);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => Wrap(srt_sum_5(Handle, dim0, dim1, dim2, keepdim, TypeOrNone(type)), this);

        public Tensor mean() => Wrap(srt_mean(Handle), this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dimensionsPointer = dimensions)
            {
                return Wrap(srt_mean_dims(Handle, dimensionsPointer, dimensions.Length, keepdim, TypeOrNone(type)), this);
            }
        }

        public Tensor std(bool unbiased = true) => Wrap(srt_std(Handle, unbiased), this);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dimensionsPointer = dimensions)
            {
                return Wrap(srt_std_dims(Handle, dimensionsPointer, dimensions.Length, unbiased, keepdim, TypeOrNone(type)), this);
            }
        }

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Wrap(srt_std_dim(Handle, dim, unbiased, keepdim, TypeOrNone(type)), this);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dimensionsPointer = dimensions)
            {
                return Wrap(srt_std_dims(Handle, dimensionsPointer, dimensions.Length, unbiased, keepdim, TypeOrNone(type)), this);
            }
        }

        public Tensor var(bool unbiased = true) => Wrap(srt_var(Handle, unbiased), this);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dimensionsPointer = dimensions)
            {
                return Wrap(srt_var_dims(Handle, dimensionsPointer, dimensions.Length, unbiased, keepdim, TypeOrNone(type)), this);
            }
        }

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Wrap(srt_var_dim(Handle, dim, unbiased, keepdim, TypeOrNone(type)), this);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dimensionsPointer = dimensions)
            {
                return Wrap(srt_var_dims(Handle, dimensionsPointer, dimensions.Length, unbiased, keepdim, TypeOrNone(type)), this);
            }
        }

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true)
        {
            nint first, second;
            Native.Check(srt_std_mean(Handle, unbiased, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor std, Tensor mean) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            nint first, second;
            fixed (long* dimensionsPointer = dimensions)
            {
                Native.Check(srt_std_mean_dims(Handle, dimensionsPointer, dimensions.Length, unbiased, keepdim, TypeOrNone(type), &first, &second));
            }

            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            nint first, second;
            Native.Check(srt_std_mean_dim(Handle, dim, unbiased, keepdim, TypeOrNone(type), &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            nint first, second;
            fixed (long* dimensionsPointer = dimensions)
            {
                Native.Check(srt_std_mean_dims(Handle, dimensionsPointer, dimensions.Length, unbiased, keepdim, TypeOrNone(type), &first, &second));
            }

            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor var, Tensor mean) var_mean(bool unbiased = true)
        {
            nint first, second;
            Native.Check(srt_var_mean(Handle, unbiased, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor std, Tensor mean) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            nint first, second;
            fixed (long* dimensionsPointer = dimensions)
            {
                Native.Check(srt_var_mean_dims(Handle, dimensionsPointer, dimensions.Length, unbiased, keepdim, TypeOrNone(type), &first, &second));
            }

            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            nint first, second;
            Native.Check(srt_var_mean_dim(Handle, dim, unbiased, keepdim, TypeOrNone(type), &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            nint first, second;
            fixed (long* dimensionsPointer = dimensions)
            {
                Native.Check(srt_var_mean_dims(Handle, dimensionsPointer, dimensions.Length, unbiased, keepdim, TypeOrNone(type), &first, &second));
            }

            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public Tensor prod(ScalarType? type = null) => Wrap(srt_prod(Handle, TypeOrNone(type)), this);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Wrap(srt_prod_dim(Handle, dim, keepdim, TypeOrNone(type)), this);

        public Tensor max() => Wrap(srt_max(Handle), this);

        public Tensor max(Tensor other) => Wrap(srt_max_tensor(Handle, other.Handle), this, other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            nint first, second;
            Native.Check(srt_max_dim(Handle, dim, keepdim, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public Tensor min() => Wrap(srt_min(Handle), this);

        public Tensor min(Tensor other) => Wrap(srt_min_tensor(Handle, other.Handle), this, other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            nint first, second;
            Native.Check(srt_min_dim(Handle, dim, keepdim, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false)
        {
            nint first, second;
            Native.Check(srt_aminmax(Handle, dim, keepdim, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public Tensor argmax() => Wrap(srt_argmax(Handle), this);

        public Tensor argmax(long dim, bool keepdim = false) => Wrap(srt_argmax_dim(Handle, dim, keepdim), this);

        public Tensor argmin() => Wrap(srt_argmin(Handle), this);

        public Tensor argmin(long dim, bool keepdim = false) => Wrap(srt_argmin_dim(Handle, dim, keepdim), this);

        public Tensor argsort(long dim = -1, bool descending = false) => Wrap(srt_argsort(Handle, dim, descending), this);

        public Tensor median() => Wrap(srt_median(Handle), this);

        public Tensor logsumexp(long dim, bool keepdim = false) => Wrap(srt_logsumexp(Handle, dim, keepdim), this);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Wrap(srt_log_softmax(Handle, dim, TypeOrNone(dtype)), this);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Wrap(srt_softmax(Handle, dim, TypeOrNone(dtype)), this);

        public Tensor cumsum(long dim, ScalarType? type = null) => Wrap(srt_cumsum(Handle, dim, TypeOrNone(type)), this);

        public Tensor cumprod(long dim, ScalarType? type = null) => Wrap(srt_cumprod(Handle, dim, TypeOrNone(type)), this);

        public (Tensor values, Tensor indexes) cummax(long dim)
        {
            nint first, second;
            Native.Check(srt_cummax(Handle, dim, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor values, Tensor indexes) cummin(long dim)
        {
            nint first, second;
            Native.Check(srt_cummin(Handle, dim, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public Tensor logcumsumexp(long dim) => Wrap(srt_logcumsumexp(Handle, dim), this);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            nint first, second;
            Native.Check(srt_sort(Handle, dim, descending, stable, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            nint first, second;
            Native.Check(srt_topk(Handle, k, dim, largest, sorted, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public Tensor msort() => Wrap(srt_msort(Handle), this);

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false)
        {
            nint first, second;
            Native.Check(srt_kthvalue(Handle, k, dim, keepdim, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false)
        {
            nint first, second;
            Native.Check(srt_mode(Handle, dim, keepdim, &first, &second));
            GC.KeepAlive(this);
            return (new Tensor(first), new Tensor(second));
        }

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Wrap(srt_quantile(Handle, q.Handle, dim, keepdim), this, q);

        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Wrap(srt_nanquantile(Handle, q.Handle, dim, keepdim), this, q);

        public Tensor nansum() => Wrap(srt_nansum(Handle), this);

        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) => Wrap(srt_nanmean(Handle, dim, keepdim, TypeOrNone(dtype)), this);

        public Tensor nanmedian() => Wrap(srt_nanmedian(Handle), this);

        public Tensor all() => Wrap(srt_all(Handle), this);

        public Tensor all(long dim, bool keepdim = false) => Wrap(srt_all_dim(Handle, dim, keepdim), this);

        public Tensor any() => Wrap(srt_any(Handle), this);

        public Tensor any(long dim, bool keepdim = false) => Wrap(srt_any_dim(Handle, dim, keepdim), this);

        public Tensor norm(float p = 2f) => Wrap(srt_norm(Handle, p), this);

        public Tensor norm(int dim, bool keepdim = false, float p = 2f) => Wrap(srt_norm_dim(Handle, dim, keepdim, p), this);

        public Tensor dist(Tensor other, float p = 2f) => Wrap(srt_dist(Handle, other.Handle, p), this, other);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Wrap(srt_histc(Handle, bins, min, max), this);

        public Tensor trapezoid(Tensor x, long dim = -1) => Wrap(srt_trapezoid(Handle, x.Handle, dim), this, x);

        public Tensor trapezoid(double dx = 1, long dim = -1) => Wrap(srt_trapezoid_dim(Handle, dx, dim), this);

        public Tensor diff(long n = 1, long dim = -1, Tensor prepend = null, Tensor append = null) => Wrap(srt_diff(Handle, n, dim, HandleOrZero(prepend), HandleOrZero(append)), this, prepend, append);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Wrap(srt_bucketize(Handle, boundaries.Handle, outInt32, right), this, boundaries);

        public Tensor cov(long correction = 1, Tensor fweights = null, Tensor aweights = null) => Wrap(srt_cov(Handle, correction, HandleOrZero(fweights), HandleOrZero(aweights)), this, fweights, aweights);

        public Tensor corrcoef() => Wrap(srt_corrcoef(Handle), this);

        public Tensor logdet() => Wrap(srt_logdet(Handle), this);

        public Tensor trace() => Wrap(srt_trace(Handle), this);

        public Tensor renorm(float p, long dim, float maxnorm) => Wrap(srt_renorm(Handle, p, dim, maxnorm), this);
    }
}
