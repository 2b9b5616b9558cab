using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(srt_nn_mse_loss(input.Handle, target.Handle, (long)reduction), input, target);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(srt_nn_l1_loss(input.Handle, target.Handle, (long)reduction), input, target);

            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Tensor.Wrap(srt_nn_smooth_l1_loss(input.Handle, target.Handle, (long)reduction, beta), input, target);

            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(srt_nn_huber_loss(input.Handle, target.Handle, (long)reduction, delta), input, target);

            public static Tensor nll_loss(Tensor input, Tensor target, Tensor weight = null, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(srt_nn_nll_loss(input.Handle, target.Handle, Tensor.HandleOrZero(weight), (long)reduction), input, target, weight);

            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                Tensor.Wrap(
                    srt_nn_cross_entropy(input.Handle, target.Handle, Tensor.HandleOrZero(weight), (long)reduction, ignore_index, label_smoothing),
                    input, target, weight);
        }
    }
}
