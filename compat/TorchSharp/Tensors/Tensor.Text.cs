namespace TorchSharp;

// A tensor as text: what it is, not what it holds.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public override string ToString() =>
            IsInvalid ? "[disposed]" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }
}
