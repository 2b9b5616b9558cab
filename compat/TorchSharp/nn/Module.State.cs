#nullable enable
namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters and persistent buffers by name: the tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter) in named_parameters())
                {
                    destination.TryAdd(start + name, parameter);
                }

                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(start + name, buffer);
                }

                return destination;
            }

            /// <summary>Copies values into the parameters and buffers; a wrong shape throws LibTorch's message and leaves later entries alone.</summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var skipped = skip?.ToHashSet(StringComparer.Ordinal) ?? [];
                var destination = state_dict();
                var missing = destination.Keys.Where(key => !source.ContainsKey(key) && !skipped.Contains(key)).ToList();
                var unexpected = source.Keys.Where(key => !destination.ContainsKey(key) && !skipped.Contains(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The state does not fit the module. Missing: [{string.Join(", ", missing)}]. Unexpected: [{string.Join(", ", unexpected)}].");
                }

                using var frozen = no_grad();
                foreach (var (key, value) in source)
                {
                    if (!skipped.Contains(key) && destination.TryGetValue(key, out var target))
                    {
                        target.copy_(value);
                    }
                }

                return (missing, unexpected);
            }
        }
    }
}
