#nullable enable
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules applied one after the other; the tensors between them are disposed at once.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<nn.IModule<Tensor, Tensor>> steps = [];

        protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules)
            : this(modules.Select((module, index) => (Number(index), module)).ToArray())
        {
        }

        protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
            : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
            {
                append(name, module);
            }
        }

        public int Count => steps.Count;

        public nn.IModule<Tensor, Tensor> this[int index] => steps[index];

        public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Number(Count), module);

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            register_module(name, (nn.Module)module);
            steps.Add(module);
            return this;
        }

        public override Tensor forward(Tensor tensor)
        {
            if (steps.Count == 0)
            {
                return tensor.alias();
            }

            var current = steps[0].call(tensor);
            for (var index = 1; index < steps.Count; index++)
            {
                using var previous = current;
                current = steps[index].call(previous);
            }

            return current;
        }

        private static string Number(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Modules.Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) =>
                new(modules.Select(entry => (entry.Item1, entry.Item2)).ToArray());

            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.ToArray());

            public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules.ToArray());

            public static Modules.Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) =>
                new(modules.Select(entry => (entry.Item1, entry.Item2)).ToArray());
        }
    }
}
