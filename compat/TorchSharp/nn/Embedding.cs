#nullable enable
using TorchSharp.Utils;
using static TorchSharp.NativeMethods;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Rows of a table, by index.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly Rules rules;

        [ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        internal Embedding(Parameter weight, Rules rules)
            : base(nameof(Embedding))
        {
            this.rules = rules;
            _weight = (Parameter)weight.DetachFromDisposeScope();
            RegisterComponents();
        }

        public Parameter? weight
        {
            get => _weight;
            set
            {
                _weight = (Parameter?)value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        public override Tensor forward(Tensor input)
        {
            if (rules.MaxNorm is { } limit)
            {
                Native.Check(srt_nn_embedding_renorm_(_weight!.Handle, input.Handle, limit, rules.NormType));
            }

            return Tensor.Wrap(srt_nn_embedding(_weight!.Handle, input.Handle, rules.PaddingIndex ?? -1, rules.ScaleByFrequency, rules.IsSparse), _weight, input);
        }

        internal static Embedding Create(long rows, long columns, Rules rules, Device? device, ScalarType? dtype)
        {
            var padding = rules.PaddingIndex < 0 ? rules.PaddingIndex + rows : rules.PaddingIndex;
            if (padding < 0 || padding >= rows)
            {
                throw new ArgumentOutOfRangeException(nameof(rules), rules.PaddingIndex, $"The padding index must name one of {rows} rows.");
            }

            var weight = nn.NewParameter([rows, columns], device, dtype);
            nn.init.normal_(weight);
            if (padding is { } row)
            {
                using var frozen = no_grad();
                using var padded = weight[row];
                padded.zero_();
            }

            return new Embedding(weight, rules with { PaddingIndex = padding });
        }

        internal readonly record struct Rules(long? PaddingIndex, double? MaxNorm, double NormType, bool ScaleByFrequency, bool IsSparse);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                Modules.Embedding.Create(num_embeddings, embedding_dims, new(padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse), device, dtype);
        }
    }
}
