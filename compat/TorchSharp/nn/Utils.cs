using TorchSharp.Modules;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients together to a joint norm of at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before that, read back from the device.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                var parameters = tensors.ToArray();
                var handles = Tensor.Handles(parameters);
                double total = 0;
                fixed (nint* h = handles)
                {
                    Native.Check(srt_nn_clip_grad_norm_(h, handles.Length, max_norm, norm_type, &total));
                }

                GC.KeepAlive(parameters);
                return total;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var frozen = no_grad();
                foreach (var parameter in tensors)
                {
                    using var gradient = parameter.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All elements one after the other, differentiable.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat(tensors.Select(parameter => parameter.reshape(-1)).ToArray(), 0).MoveToOuterDisposeScope();
            }

            /// <summary>Copies the pieces of a vector into the parameters.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                var start = 0L;
                foreach (var parameter in tensors)
                {
                    parameter.copy_(vec.narrow(0, start, parameter.NumberOfElements).view_as(parameter));
                    start += parameter.NumberOfElements;
                }
            }
        }
    }
}
