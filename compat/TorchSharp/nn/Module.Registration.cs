#nullable enable
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private readonly OrderedDictionary<string, Parameter> ownParameters = [];
            private readonly OrderedDictionary<string, (Tensor Value, bool IsPersistent)> ownBuffers = [];
            private readonly OrderedDictionary<string, Module> ownModules = [];

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                }

                if (!ownParameters.TryAdd(name, param))
                {
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                }
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                }

                if (!ownBuffers.TryAdd(name, (tensor, persistent)))
                {
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                }
            }

            /// <summary>Adds a submodule and registers its components; null removes the one of that name.</summary>
            public virtual void register_module(string name, Module? submodule)
            {
                if (submodule is null || submodule.isDisposed)
                {
                    ownModules.Remove(name);
                    return;
                }

                ArgumentException.ThrowIfNullOrEmpty(name);
                if (name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"A module name cannot contain a dot: {name}", nameof(name));
                }

                if (ownModules.ContainsKey(name))
                {
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                }

                submodule.RegisterComponents();
                ownModules.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>
            /// Registers every field: modules become submodules, parameters become parameters, other tensors become buffers.
            /// A module whose constructor does not call this, and which is no submodule, has no parameters.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (componentsAreRegistered)
                {
                    return;
                }

                foreach (var field in InstanceFields(GetType()))
                {
                    Register(field.ComponentName(), field.GetValue(this));
                }

                componentsAreRegistered = true;
            }

            /// <summary>Replaces, adds or (null) removes a parameter.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                {
                    ownParameters.Remove(name);
                }
                else
                {
                    ownParameters[name] = value;
                }
            }

            /// <summary>Replaces, adds or (null) removes a buffer.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                {
                    ownBuffers.Remove(name);
                }
                else
                {
                    ownBuffers[name] = (value, persistent);
                }
            }

            private void Register(string name, object? value)
            {
                if (ownModules.ContainsKey(name) || ownParameters.ContainsKey(name) || ownBuffers.ContainsKey(name))
                {
                    return;
                }

                switch (value)
                {
                    case Module module:
                        register_module(name, module);
                        break;
                    case Parameter parameter:
                        register_parameter(name, parameter);
                        break;
                    case Tensor tensor:
                        register_buffer(name, tensor);
                        break;
                }
            }

            // Private fields of a base class are not among the fields of the derived one, so each level is asked in turn.
            private static IEnumerable<FieldInfo> InstanceFields(Type type)
            {
                const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
                for (var level = type; level is not null && level != typeof(Module); level = level.BaseType)
                {
                    foreach (var field in level.GetFields(own))
                    {
                        yield return field;
                    }
                }
            }
        }
    }
}
