#nullable enable
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A tree of named parameters, buffers and submodules. Everything here is managed; only <c>forward</c> computes.
        /// </summary>
        public partial class Module : IDisposable
        {
            protected string? name;
            private bool componentsAreRegistered;
            private bool isDisposed;
            private bool isTraining = true;

            protected Module(string name) => this.name = name;

            public virtual bool training => isTraining;

            public virtual string GetName() => name ?? GetType().Name;

            public virtual void train(bool train = true)
            {
                isTraining = train;
                foreach (var child in children())
                {
                    child.train(train);
                }
            }

            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> for every submodule, depth first, and last for this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in children().ToArray())
                {
                    child.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>Forgets the gradients (<c>grad</c> becomes null), or fills them with zeros.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null)
                    {
                        continue;
                    }

                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        gradient.zero_();
                    }
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes the parameters, the buffers and the submodules.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || isDisposed)
                {
                    return;
                }

                isDisposed = true;
                foreach (var parameter in ownParameters.Values)
                {
                    parameter.Dispose();
                }

                foreach (var (buffer, _) in ownBuffers.Values)
                {
                    buffer.Dispose();
                }

                foreach (var child in ownModules.Values)
                {
                    child.Dispose();
                }
            }
        }
    }
}
