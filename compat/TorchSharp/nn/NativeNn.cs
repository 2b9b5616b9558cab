using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class NativeMethods
{
    // Layers.
    [DllImport(Lib)] internal static extern nint srt_nn_linear(nint input, nint weight, nint bias);
    [DllImport(Lib)] internal static extern nint srt_nn_conv2d(nint input, nint weight, nint bias, long* stride, int strideCount, long* padding, int paddingCount, long* dilation, int dilationCount, long groups);
    [DllImport(Lib)] internal static extern nint srt_nn_conv2d_named_padding(nint input, nint weight, nint bias, long* stride, int strideCount, bool same, long* dilation, int dilationCount, long groups);
    [DllImport(Lib)] internal static extern nint srt_nn_layer_norm(nint input, long* shape, int shapeCount, nint weight, nint bias, double eps);
    [DllImport(Lib)] internal static extern nint srt_nn_embedding(nint weight, nint indices, long paddingIndex, bool scaleGradByFreq, bool sparse);
    [DllImport(Lib)] internal static extern int srt_nn_embedding_renorm_(nint weight, nint indices, double maxNorm, double normType);
    [DllImport(Lib)] internal static extern nint srt_nn_pad(nint input, long* amounts, int count, int mode);
    [DllImport(Lib)] internal static extern nint srt_nn_one_hot(nint indices, long classes);
    [DllImport(Lib)] internal static extern nint srt_nn_dropout(nint input, double p, bool training);

    // Losses.
    [DllImport(Lib)] internal static extern nint srt_nn_mse_loss(nint input, nint target, long reduction);
    [DllImport(Lib)] internal static extern nint srt_nn_l1_loss(nint input, nint target, long reduction);
    [DllImport(Lib)] internal static extern nint srt_nn_smooth_l1_loss(nint input, nint target, long reduction, double beta);
    [DllImport(Lib)] internal static extern nint srt_nn_huber_loss(nint input, nint target, long reduction, double delta);
    [DllImport(Lib)] internal static extern nint srt_nn_nll_loss(nint input, nint target, nint weight, long reduction);
    [DllImport(Lib)] internal static extern nint srt_nn_cross_entropy(nint input, nint target, nint weight, long reduction, long ignoreIndex, double labelSmoothing);

    // Initialisation, gradients and linear algebra.
    [DllImport(Lib)] internal static extern int srt_nn_clip_grad_norm_(nint* parameters, int count, double maxNorm, double normType, double* total);
    [DllImport(Lib)] internal static extern int srt_nn_orthogonal_(nint tensor, double gain);
    [DllImport(Lib)] internal static extern int srt_nn_qr(nint a, int mode, nint* q, nint* r);
}
