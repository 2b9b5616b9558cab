#nullable enable
using static TorchSharp.NativeMethods;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(
            long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long) padding, Padding? padding_type,
            (long, long) dilation, PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
            : base(
                nameof(Conv2d), in_channels, out_channels, Pair(kernel_size), Pair(stride), Pair(padding), padding_type, Pair(dilation),
                false, [0, 0], groups, bias, padding_mode, device, dtype)
        {
        }

        public override Tensor forward(Tensor input)
        {
            if (!ValidateShape(input, 2))
            {
                throw new ArgumentException(
                    $"Conv2d expects [B, {in_channels}, H, W] or [{in_channels}, H, W], not [{string.Join(", ", input.shape)}].", nameof(input));
            }

            if (padding_mode is PaddingModes.Zeros or PaddingModes.Constant)
            {
                return padding_type is { } named
                    ? nn.functional.conv2d_padding(input, weight, bias, stride, named, dilation, groups)
                    : nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
            }

            using var padded = Padded(input);
            return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
        }

        // The last dimension comes first; "same" puts the odd one out at the end.
        private unsafe Tensor Padded(Tensor input)
        {
            var amounts = new long[4];
            for (var axis = 0; axis < 2; axis++)
            {
                var total = padding_type switch
                {
                    null => 2 * padding[axis],
                    Padding.Same => dilation[axis] * (kernel_size[axis] - 1),
                    _ => 0,
                };
                amounts[2 * (1 - axis)] = total / 2;
                amounts[(2 * (1 - axis)) + 1] = total - (total / 2);
            }

            fixed (long* a = amounts)
            {
                return Tensor.Wrap(srt_nn_pad(input.Handle, a, amounts.Length, (int)padding_mode), input);
            }
        }

        private static long[] Pair((long, long) value) => [value.Item1, value.Item2];
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), null, (dilation, dilation),
                    padding_mode, groups, bias, device, dtype);

            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (0, 0), padding, (dilation, dilation),
                    padding_mode, groups, bias, device, dtype);

            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride ?? (1, 1), padding ?? (0, 0), null, dilation ?? (1, 1),
                    padding_mode, groups, bias, device, dtype);

            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride ?? (1, 1), (0, 0), padding, dilation ?? (1, 1),
                    padding_mode, groups, bias, device, dtype);
        }
    }
}
