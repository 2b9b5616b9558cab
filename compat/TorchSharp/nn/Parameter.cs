using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>
    /// A tensor that a module registers as its own to learn. It takes over the native tensor of <c>data</c>, which is empty
    /// afterwards, and its place in its dispose scope: it is disposed with that scope unless it is detached.
    /// </summary>
    public class Parameter : Tensor
    {
        public Parameter(Tensor data, bool requires_grad = true)
            : base(data.with_requires_grad(requires_grad), takeOver: true)
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
