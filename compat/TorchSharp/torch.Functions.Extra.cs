using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Functions that need more than handing over to the method of the same name.
public static unsafe partial class torch
{
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Unnamed(names, input.empty_like(dtype, device, requires_grad));

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Unnamed(names, input.zeros_like(dtype, device, requires_grad));

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Unnamed(names, input.ones_like(dtype, device, requires_grad));

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Unnamed(names, input.full_like(value, dtype, device, requires_grad));

    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) =>
        Tensor.Wrap(srt_gather_sparse(input.Handle, dim, index.Handle, sparse_grad), input, index);

    public static Tensor norm(Tensor input) => input.norm();

    public static Tensor cholesky(Tensor input) => input.cholesky();

    public static Tensor movedim(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    public static Tensor moveaxis(Tensor input, long source, long destination) => input.moveaxis([source], [destination]);

    public static Tensor moveaxis(Tensor input, (long, long) source, (long, long) destination) =>
        input.moveaxis([source.Item1, source.Item2], [destination.Item1, destination.Item2]);

    public static Tensor moveaxis(Tensor input, (long, long, long) source, (long, long, long) destination) =>
        input.moveaxis([source.Item1, source.Item2, source.Item3], [destination.Item1, destination.Item2, destination.Item3]);

    public static Tensor moveaxis(Tensor input, (long, long, long, long) source, (long, long, long, long) destination) =>
        input.moveaxis([source.Item1, source.Item2, source.Item3, source.Item4], [destination.Item1, destination.Item2, destination.Item3, destination.Item4]);

    public static Tensor nan_to_num(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) =>
        input.nan_to_num(nan, posinf, neginf);

    public static Tensor logit(Tensor input, double? eps = null) => input.logit(eps);

    public static Tensor negative_(Tensor input) => input.neg_();

    public static Tensor multiply_(Tensor left, Tensor right) => left.mul_(right);

    public static Tensor multiply_(Tensor left, Scalar right) => left.mul_(right);

    public static Tensor divide_(Tensor left, Scalar right) => left.divide_(right);

    public static Tensor trapz(Tensor y, Tensor x, long dim = -1) => y.trapezoid(x, dim);

    public static Tensor trapz(Tensor y, double dx = 1, long dim = -1) => y.trapezoid(dx, dim);

    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor sorter = null) =>
        Tensor.Wrap(srt_searchsorted(sorted_sequence.Handle, values.Handle, out_int32, right, Tensor.HandleOrZero(sorter)), sorted_sequence, values, sorter);

    public static Tensor searchsorted(Tensor sorted_sequence, Scalar values, bool out_int32, bool right, Tensor sorter) =>
        Tensor.Wrap(srt_searchsorted_scalar(sorted_sequence.Handle, values.Value, out_int32, right, Tensor.HandleOrZero(sorter)), sorted_sequence, sorter);

    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Tensor.Wrap(srt_cdist(x1.Handle, x2.Handle, p, (long)compute_mode), x1, x2);

    public static Tensor _standard_gamma(Tensor input, Generator generator = null) =>
        Tensor.Wrap(srt_standard_gamma(input.Handle, HandleOrZero(generator)), input, generator);

    public static Tensor _sample_dirichlet(Tensor input, Generator generator = null) =>
        Tensor.Wrap(srt_sample_dirichlet(input.Handle, HandleOrZero(generator)), input, generator);

    public static (Tensor res, Tensor logabsdet) slogdet(Tensor A)
    {
        var (sign, log) = linalg.slogdet(A);
        return (sign, log);
    }

    public static ScalarType promote_types(ScalarType type1, ScalarType type2) =>
        (ScalarType)CheckValue(srt_promote_types((int)type1, (int)type2));

    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) =>
        (ScalarType)CheckValue(srt_result_type(tensor1.Handle, tensor2.Handle));

    public static bool can_cast(ScalarType from, ScalarType to) => Native.CheckBool(srt_can_cast((int)from, (int)to));

    public static bool is_tensor(object obj) => obj is Tensor;

    public static Size broadcast_shapes(params long[][] shapes)
    {
        var rank = 0;
        foreach (var shape in shapes)
        {
            rank = Math.Max(rank, shape.Length);
        }

        var result = new long[rank];
        Array.Fill(result, 1);
        foreach (var shape in shapes)
        {
            for (var i = 0; i < shape.Length; i++)
            {
                ref var extent = ref result[rank - shape.Length + i];
                if (shape[i] != 1 && extent != 1 && shape[i] != extent)
                {
                    throw new ArgumentException($"The shapes do not broadcast: {shape[i]} against {extent} in dimension {rank - shape.Length + i} of {rank}.");
                }

                extent = Math.Max(extent, shape[i]);
            }
        }

        return new Size(result);
    }

    private static Tensor Unnamed(string[] names, Tensor result)
    {
        if (names is { Length: > 0 })
        {
            result.Dispose();
            throw new NotSupportedException("This look-alike has no named dimensions.");
        }

        return result;
    }

    private static int CheckValue(int value)
    {
        Native.Check(value);
        return value;
    }
}
