namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of an indexing expression: a number, a slice, an ellipsis, a new axis, a boolean or a tensor.</summary>
    public struct TensorIndex
    {
        internal long Kind;
        internal long First;
        internal long Second;
        internal long Third;
        internal Tensor IndexTensor;

        public static TensorIndex Ellipsis = new() { Kind = IndexArg.Ellipsis };
        public static TensorIndex Colon = Slice();
        public static TensorIndex None = new() { Kind = IndexArg.None };
        public static TensorIndex Null = None;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexArg.Slice, First = start ?? IndexArg.Open, Second = stop ?? IndexArg.Open, Third = step ?? IndexArg.Open };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) =>
            Slice(range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value, End(range.End));

        public static TensorIndex Bool(bool value) => new() { Kind = IndexArg.Bool, First = value ? 1 : 0 };

        public static TensorIndex Single(long? index) =>
            index.HasValue ? new() { Kind = IndexArg.Single, First = index.Value } : None;

        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexArg.Tensor, IndexTensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        private static long? End(Index end) => !end.IsFromEnd ? end.Value : end.Value == 0 ? null : -end.Value;
    }
}
