using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Elementwise functions with optional numbers.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor logit(double? eps = null) => Wrap(srt_logit(Handle, eps.HasValue, eps ?? 0), this);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Wrap(srt_nan_to_num(Handle, nan, posinf.HasValue, posinf ?? 0, neginf.HasValue, neginf ?? 0), this);
    }
}
