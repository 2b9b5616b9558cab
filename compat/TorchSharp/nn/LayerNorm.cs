#nullable enable
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Zero mean and unit variance over the last dimensions, then an elementwise affine map.</summary>
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        [ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            this.normalized_shape = normalized_shape;
            this.eps = eps;
            this.elementwise_affine = elementwise_affine;
            _weight = elementwise_affine ? nn.NewParameter(normalized_shape, device, dtype) : null;
            _bias = elementwise_affine && bias ? nn.NewParameter(normalized_shape, device, dtype) : null;
            reset_parameters();
            RegisterComponents();
        }

        public long[] normalized_shape { get; set; }

        public double eps { get; set; }

        public bool elementwise_affine { get; set; }

        public Parameter weight
        {
            get => _weight!;
            set
            {
                _weight = (Parameter)value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = (Parameter?)value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        public void reset_parameters()
        {
            if (_weight is not null)
            {
                nn.init.ones_(_weight);
            }

            if (_bias is not null)
            {
                nn.init.zeros_(_bias);
            }
        }

        public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LayerNorm LayerNorm(
                long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            public static Modules.LayerNorm LayerNorm(
                long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}
