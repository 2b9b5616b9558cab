using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>One index of an indexing expression as it crosses the boundary.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IndexArg
{
    internal const long None = 0, Ellipsis = 1, Single = 2, Bool = 3, Slice = 4, Tensor = 5, Open = long.MinValue;
    internal long Kind, First, Second, Third;
    internal nint Handle;
}

internal static unsafe partial class NativeMethods
{
    [DllImport(Lib)] internal static extern nint srt_empty(long* size, int n, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_zeros(long* size, int n, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_ones(long* size, int n, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_full(long* size, int n, ScalarArg value, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_empty_strided(long* size, int n, long* strides, int m, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_rand(long* size, int n, nint generator, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_randn(long* size, int n, nint generator, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_randint(long low, long high, long* size, int n, nint generator, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_randperm(long count, nint generator, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern int srt_randperm_out(nint result, long count, nint generator);
    [DllImport(Lib)] internal static extern nint srt_normal(nint mean, nint std, nint generator);
    [DllImport(Lib)] internal static extern nint srt_arange(ScalarArg start, ScalarArg stop, ScalarArg step, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_linspace(double start, double end, long steps, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_logspace(double start, double end, long steps, double @base, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_eye(long rows, long columns, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_tril_indices(long rows, long columns, long offset, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_triu_indices(long rows, long columns, long offset, int dtype, int deviceType, int deviceIndex, bool requiresGrad);

    [DllImport(Lib)] internal static extern nint srt_empty_like(nint a, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_zeros_like(nint a, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_ones_like(nint a, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_full_like(nint a, ScalarArg value, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_rand_like(nint a, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_randn_like(nint a, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_randint_like(nint a, long low, long high, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_copy_of(void* data, int dataType, long* size, int n, int dtype, int deviceType, int deviceIndex, bool requiresGrad);
    [DllImport(Lib)] internal static extern nint srt_share(void* data, int dataType, long* size, int n, nint context, delegate* unmanaged<nint, void> release, bool requiresGrad);

    [DllImport(Lib)] internal static extern nint srt_to(nint a, int dtype, int deviceType, int deviceIndex, bool nonBlocking, bool copy);
    [DllImport(Lib)] internal static extern nint srt_to_other(nint a, nint other, bool nonBlocking);
    [DllImport(Lib)] internal static extern nint srt_cpu(nint a);
    [DllImport(Lib)] internal static extern nint srt_pin_memory(nint a);

    [DllImport(Lib)] internal static extern nint srt_cat(nint* list, int n, long dim);
    [DllImport(Lib)] internal static extern nint srt_stack(nint* list, int n, long dim);
    [DllImport(Lib)] internal static extern nint srt_hstack(nint* list, int n);
    [DllImport(Lib)] internal static extern nint srt_vstack(nint* list, int n);
    [DllImport(Lib)] internal static extern nint srt_dstack(nint* list, int n);
    [DllImport(Lib)] internal static extern nint srt_column_stack(nint* list, int n);
    [DllImport(Lib)] internal static extern nint srt_block_diag(nint* list, int n);
    [DllImport(Lib)] internal static extern nint srt_cartesian_prod(nint* list, int n);
    [DllImport(Lib)] internal static extern nint srt_einsum(byte* equation, nint* list, int n);
    [DllImport(Lib)] internal static extern long srt_meshgrid(nint* list, int n, byte* indexing, nint** result);
    [DllImport(Lib)] internal static extern long srt_broadcast_tensors(nint* list, int n, nint** result);

    [DllImport(Lib)] internal static extern nint srt_select_all(nint a, long* index, int n);
    [DllImport(Lib)] internal static extern int srt_select_all_put(nint a, long* index, int n, nint value);
    [DllImport(Lib)] internal static extern nint srt_index(nint a, IndexArg* index, int n);
    [DllImport(Lib)] internal static extern int srt_index_put(nint a, IndexArg* index, int n, nint value);
    [DllImport(Lib)] internal static extern int srt_index_put_scalar(nint a, IndexArg* index, int n, ScalarArg value);
    [DllImport(Lib)] internal static extern nint srt_index_tensors(nint a, nint* index, int n);
    [DllImport(Lib)] internal static extern int srt_index_put_tensors(nint a, nint* index, int n, nint value, bool accumulate);

    [DllImport(Lib)] internal static extern int srt_equal(nint a, nint b);
    [DllImport(Lib)] internal static extern nint srt_where_self(nint condition, nint x, nint y);
    [DllImport(Lib)] internal static extern long srt_where_indices(nint condition, nint** result);
    [DllImport(Lib)] internal static extern nint srt_searchsorted(nint sorted, nint values, bool outInt32, bool right, nint sorter);
    [DllImport(Lib)] internal static extern nint srt_searchsorted_scalar(nint sorted, ScalarArg value, bool outInt32, bool right, nint sorter);
    [DllImport(Lib)] internal static extern nint srt_gather_sparse(nint a, long dim, nint index, bool sparseGrad);
    [DllImport(Lib)] internal static extern int srt_promote_types(int a, int b);
    [DllImport(Lib)] internal static extern int srt_result_type(nint a, nint b);
    [DllImport(Lib)] internal static extern int srt_can_cast(int from, int to);
    [DllImport(Lib)] internal static extern nint srt_cdist(nint a, nint b, double p, long mode);
}
