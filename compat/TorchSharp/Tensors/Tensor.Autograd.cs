using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Gradients.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => srt_requires_grad(Handle) != 0;
            set => Native.Check(Kept(srt_set_requires_grad(Handle, value)));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public bool is_leaf => Native.CheckBool(Kept(srt_is_leaf(Handle)));

#nullable enable
        /// <summary>The accumulated gradient in a new wrapper each time, or null before the first backward pass.</summary>
        public Tensor? grad
        {
            get => WrapOrNull(srt_grad(Handle), this);
            set
            {
                Native.Check(Kept(srt_set_grad(Handle, HandleOrZero(value!))));
                GC.KeepAlive(value);
            }
        }
#nullable restore

        public void retain_grad() => Native.Check(Kept(srt_retain_grad(Handle)));

        public Tensor detach() => Wrap(srt_detach(Handle), this);

        public Tensor detach_() => InPlace(srt_detach_(Handle));

        public void backward() => autograd.backward(this);

        public void backward(IList<Tensor> grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor> inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);
    }
}
