#nullable enable
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>y = x·Wᵀ + b. Its parameters belong to the module, not to the dispose scope it was made in.</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = nameof(weight))]
        private Parameter _weight;

        [ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        internal Linear(Parameter weight, Parameter? bias)
            : base(nameof(Linear))
        {
            out_features = weight.shape[0];
            in_features = weight.shape[1];
            _weight = Kept(weight);
            _bias = bias is null ? null : Kept(bias);
            RegisterComponents();
        }

        public long in_features { get; set; }

        public long out_features { get; set; }

        public Parameter weight
        {
            get => _weight;
            set
            {
                ArgumentNullException.ThrowIfNull(value);
                _weight = Kept(value);
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = value is null ? null : Kept(value);
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, _weight, _bias);

        internal static Linear Create(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        {
            var weight = nn.NewParameter([outputSize, inputSize], device, dtype);
            var bias = hasBias ? nn.NewParameter([outputSize], device, dtype) : null;
            nn.init.InitializeLayer(weight, bias);
            return new Linear(weight, bias);
        }

        private static Parameter Kept(Parameter parameter) => (Parameter)parameter.DetachFromDisposeScope();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                Modules.Linear.Create(inputSize, outputSize, hasBias, device, dtype);

            public static Modules.Linear Linear(Modules.Parameter weight, Modules.Parameter? bias = null) => new(weight, bias);

            /// <summary>An uninitialised parameter that no dispose scope owns.</summary>
            internal static Modules.Parameter NewParameter(long[] shape, Device? device, ScalarType? dtype)
            {
                using var data = empty(shape, dtype: dtype, device: device);
                return (Modules.Parameter)new Modules.Parameter(data).DetachFromDisposeScope();
            }
        }
    }
}
