using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static partial class linalg
    {
        public enum QRMode
        {
            Reduced = 0,
            Complete = 1,
            R = 2,
        }

        /// <summary>Input = Q·R with orthonormal columns in Q and R upper triangular.</summary>
        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced)
        {
            nint q, r;
            Native.Check(srt_nn_qr(input.Handle, (int)mode, &q, &r));
            return (Tensor.Wrap(q, input), Tensor.Wrap(r, input));
        }
    }
}
