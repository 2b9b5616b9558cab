#nullable enable
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => ownModules.Select(entry => (entry.Key, entry.Value));

            public virtual IEnumerable<Module> children() => named_children().Select(entry => entry.module);

            /// <summary>The submodules at every depth, without this module itself.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                named_children().Concat(named_children().SelectMany(child =>
                    child.module.named_modules().Select(entry => ($"{child.name}.{entry.name}", entry.module))));

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            /// <summary>The living parameters, each once, own ones first. A disposed parameter silently drops out.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Alive(ownParameters.Select(entry => (entry.Key, entry.Value))
                    .Concat(recurse ? FromChildren(child => child.named_parameters()) : []));

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(entry => entry.parameter);

            /// <summary>The living persistent buffers, each once. The real library never lists the others either.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) =>
                Alive(ownBuffers.Where(entry => entry.Value.IsPersistent).Select(entry => (entry.Key, entry.Value.Value))
                    .Concat(recurse ? FromChildren(child => child.named_buffers(true, include_nonpersistent)) : []));

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Parameter? get_parameter(string target) =>
                ownParameters.TryGetValue(target, out var parameter) ? parameter : InChild(target, (child, rest) => child.get_parameter(rest));

            public virtual Tensor? get_buffer(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return ownBuffers.TryGetValue(target, out var buffer) ? buffer.Value : InChild(target, (child, rest) => child.get_buffer(rest));
            }

            private T? InChild<T>(string target, Func<Module, string, T?> find)
                where T : class
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                return dot > 0 && ownModules.TryGetValue(target[..dot], out var child) ? find(child, target[(dot + 1)..]) : null;
            }

            private IEnumerable<(string, T)> FromChildren<T>(Func<Module, IEnumerable<(string, T)>> list) =>
                ownModules.SelectMany(child => list(child.Value).Select(entry => ($"{child.Key}.{entry.Item1}", entry.Item2)));

            private static IEnumerable<(string, T)> Alive<T>(IEnumerable<(string, T)> entries)
                where T : Tensor
            {
                // An iterator, so that every enumeration starts with nothing seen.
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var entry in entries)
                {
                    if (!entry.Item2.IsInvalid && seen.Add(entry.Item2))
                    {
                        yield return entry;
                    }
                }
            }
        }
    }
}
