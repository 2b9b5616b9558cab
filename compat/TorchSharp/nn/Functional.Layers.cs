using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor linear(Tensor input, Tensor weights, Tensor bias = null) =>
                Tensor.Wrap(srt_nn_linear(input.Handle, weights.Handle, Tensor.HandleOrZero(bias)), input, weights, bias);

            public static Tensor conv2d(Tensor input, Tensor weight, Tensor bias = null, long[] strides = null, long[] padding = null, long[] dilation = null, long groups = 1)
            {
                strides ??= [1];
                padding ??= [0];
                dilation ??= [1];
                fixed (long* s = strides, p = padding, d = dilation)
                {
                    return Tensor.Wrap(
                        srt_nn_conv2d(input.Handle, weight.Handle, Tensor.HandleOrZero(bias), s, strides.Length, p, padding.Length, d, dilation.Length, groups),
                        input, weight, bias);
                }
            }

            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor bias = null, long[] strides = null, Padding padding = Padding.Valid, long[] dilation = null, long groups = 1)
            {
                strides ??= [1];
                dilation ??= [1];
                fixed (long* s = strides, d = dilation)
                {
                    return Tensor.Wrap(
                        srt_nn_conv2d_named_padding(input.Handle, weight.Handle, Tensor.HandleOrZero(bias), s, strides.Length, padding == Padding.Same, d, dilation.Length, groups),
                        input, weight, bias);
                }
            }

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor weight = null, Tensor bias = null, double eps = 1e-05)
            {
                fixed (long* shape = normalized_shape)
                {
                    return Tensor.Wrap(
                        srt_nn_layer_norm(input.Handle, shape, normalized_shape.Length, Tensor.HandleOrZero(weight), Tensor.HandleOrZero(bias), eps),
                        input, weight, bias);
                }
            }

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Tensor.Wrap(srt_nn_one_hot(x.Handle, num_classes), x);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!inplace)
                {
                    return Tensor.Wrap(srt_nn_dropout(input.Handle, p, training), input);
                }

                using var dropped = Tensor.Wrap(srt_nn_dropout(input.Handle, p, training), input);
                return input.copy_(dropped).alias();
            }
        }
    }
}
