using TorchSharp.Modules;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Initial values, written in place without a trace in the graph; each returns its argument.</summary>
        public static partial class init
        {
            public enum FanInOut
            {
                FanIn = 0,
                FanOut = 1,
            }

            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            public static Tensor zeros_(Tensor tensor) => Frozen(tensor, static t => t.zero_());

            public static Tensor ones_(Tensor tensor) => Frozen(tensor, static t => t.fill_(1));

            public static Tensor constant_(Tensor tensor, Scalar val) => Frozen(tensor, t => t.fill_(val));

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator generator = null) =>
                Frozen(tensor, t => t.uniform_(low, high, generator));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator generator = null) =>
                Frozen(tensor, t => t.normal_(mean, std, generator));

            /// <summary>A random matrix with orthogonal rows or columns of length <paramref name="gain"/>.</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1) => tensor.InPlace(srt_nn_orthogonal_(tensor.Handle, gain));

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var bound = Math.Sqrt(3) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor xavier_normal_(Tensor tensor, double gain = 1) => normal_(tensor, 0, XavierDeviation(tensor, gain));

            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            /// <summary>The factor that keeps the variance of a signal through the nonlinearity.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>How many inputs reach an output, and how many outputs an input reaches: a weight is [out, in, spatial…].</summary>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException(
                        $"Fan in and fan out need a tensor of at least two dimensions, not [{string.Join(", ", shape)}].", nameof(tensor));
                }

                var spatial = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * spatial, shape[0] * spatial);
            }

            /// <summary>The default of linear layers and convolutions: both uniform within 1/√fan-in.</summary>
            internal static void InitializeLayer(Parameter weight, Parameter bias)
            {
                if (weight.NumberOfElements > 0)
                {
                    kaiming_uniform_(weight, Math.Sqrt(5));
                }

                if (bias is not null)
                {
                    var fanIn = CalculateFanInAndFanOut(weight).fanIn;
                    var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
                    uniform_(bias, -bound, bound);
                }
            }

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static Tensor Frozen(Tensor tensor, Func<Tensor, Tensor> write)
            {
                using var frozen = no_grad();
                return write(tensor);
            }
        }
    }
}
