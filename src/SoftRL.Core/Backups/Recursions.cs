using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Linear recursions backwards in time. No scope of their own: the public caller opens it.</summary>
internal static class Recursions
{
    /// <summary>X_t = a_t + w · g_t · X_{t+1} with X_{T−1} = the last row; one pass from the end.</summary>
    /// <param name="additions">a, <c>[T, N]</c>.</param>
    /// <param name="gates">g, <c>[T, N]</c> or <c>[T − 1, N]</c>; a last row is not used.</param>
    /// <param name="weight">w, the same at every step.</param>
    /// <param name="last">X_{T−1}, <c>[N]</c>; the last row of <paramref name="additions"/> when null.</param>
    /// <returns>X, <c>[T, N]</c>, fresh.</returns>
    public static Tensor Backward(Tensor additions, Tensor gates, double weight, Tensor? last = null)
    {
        if (IsPlain(additions) && IsPlain(gates) && (last is null || IsPlain(last)))
        {
            return InPlace(additions.clone(), gates, (float)weight, last);
        }

        var rows = additions.unbind(0);
        var scales = gates.unbind(0);
        using Scalar value = weight;
        rows[^1] = last ?? rows[^1];
        for (var t = rows.Length - 2; t >= 0; t--)
        {
            rows[t] = rows[t].addcmul(scales[t], rows[t + 1], value);
        }

        return stack(rows);
    }

    /// <summary>The same recursion followed for <paramref name="steps"/> rows only: X^{(1)} = first, and
    /// X^{(k)}_t = a_t + w · g_t · X^{(k−1)}_{t+1}, where row T − 1 stays at its first value.</summary>
    /// <param name="first">X^{(1)}, <c>[T, N]</c>.</param>
    /// <param name="additions">a, <c>[T, N]</c>.</param>
    /// <param name="gates">g, <c>[T, N]</c>.</param>
    /// <param name="weight">w, the same at every step.</param>
    /// <param name="steps">n, at least 1; from T on it is <see cref="Backward"/>.</param>
    /// <returns>X^{(n)}, <c>[T, N]</c>; <paramref name="first"/> itself for one step.</returns>
    public static Tensor Windowed(Tensor first, Tensor additions, Tensor gates, double weight, int steps)
    {
        var earlier = first.size(0) - 1;
        if (steps > earlier)
        {
            return Backward(additions, gates, weight, first.select(0, earlier));
        }

        if (steps == 1)
        {
            return first;
        }

        var (heads, scales, last) = (additions.narrow(0, 0, earlier), gates.narrow(0, 0, earlier), first.narrow(0, earlier, 1));
        using Scalar value = weight;
        var current = first;
        for (var k = 1; k < steps; k++)
        {
            current = cat([heads.addcmul(scales, current.narrow(0, 1, earlier), value), last]);
        }

        return current;
    }

    // Numbers that a loop can read: a tensor operation per step costs far more than the few numbers of a row.
    private static bool IsPlain(Tensor tensor) =>
        tensor.device_type == DeviceType.CPU && tensor.dtype == ScalarType.Float32 && !tensor.requires_grad && tensor.is_contiguous();

    private static Tensor InPlace(Tensor additions, Tensor gates, float weight, Tensor? last)
    {
        var values = Numbers(additions);
        var scales = Numbers(gates);
        var width = (int)additions.size(1);
        if (last is not null)
        {
            Numbers(last).CopyTo(values[^width..]);
        }

        for (var index = values.Length - width - 1; index >= 0; index--)
        {
            values[index] += weight * scales[index] * values[index + width];
        }

        return additions;
    }

    private static Span<float> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
