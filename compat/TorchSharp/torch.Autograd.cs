using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>Stops the recording of operations until it is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => srt_grad_mode() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly bool _former;

        internal GradMode(bool enabled)
        {
            _former = is_grad_enabled();
            srt_set_grad_mode(enabled);
        }

        public void Dispose() => srt_set_grad_mode(_former);
    }

    /// <summary>Backward passes over several tensors.</summary>
    public static class autograd
    {
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var outs = Tensor.Handles(outputs);
            var ins = Tensor.Handles(inputs);
            var grads = Tensor.Handles(grad_outputs);
            fixed (nint* o = outs)
            fixed (nint* i = ins)
            fixed (nint* g = grads)
            {
                nint* list;
                var count = srt_autograd_grad(o, outs.Length, i, ins.Length, g, grads.Length, retain_graph, create_graph, allow_unused, &list);
                return Tensor.WrapList(count, list, outputs, inputs, grad_outputs);
            }
        }

        public static void backward(Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null)
        {
            var root = tensor.Handle;
            var grads = Tensor.Handles(grad_tensors);
            var ins = Tensor.Handles(inputs);
            fixed (nint* g = grads)
            fixed (nint* i = ins)
            {
                Native.Check(srt_backward(&root, 1, g, grads.Length, retain_graph ?? create_graph, create_graph, i, ins.Length));
            }

            GC.KeepAlive(tensor);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward(tensor, grad_tensor is null ? null : new[] { grad_tensor }, retain_graph, create_graph, inputs);

        public static void backward(IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null)
        {
            var roots = Tensor.Handles(tensors);
            var grads = Tensor.Handles(grad_tensors);
            var ins = Tensor.Handles(inputs);
            fixed (nint* r = roots)
            fixed (nint* g = grads)
            fixed (nint* i = ins)
            {
                Native.Check(srt_backward(r, roots.Length, g, grads.Length, retain_graph ?? create_graph, create_graph, i, ins.Length));
            }

            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }
    }
}
