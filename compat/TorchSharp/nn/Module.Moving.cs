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
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking) => Move(device, Floating(dtype), non_blocking);

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                Move(new Device(deviceType, deviceIndex), null, non_blocking);

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking) => Move(null, Floating(dtype), non_blocking);

            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            private static ScalarType Floating(ScalarType dtype) => is_floating_point(dtype) || is_complex(dtype)
                ? dtype
                : throw new ArgumentException($"A module can only be moved to a floating point or complex type, not to {dtype}.", nameof(dtype));

            private Module Move(Device? device, ScalarType? dtype, bool non_blocking)
            {
                if (device?.type == DeviceType.CUDA && !cuda.is_available())
                {
                    throw new InvalidOperationException("CUDA is not available.");
                }

                foreach (var child in children())
                {
                    child.Move(device, dtype, non_blocking);
                }

                // A parameter that changes is a new object; optimisers made before hold the old one, which is disposed.
                foreach (var (name, parameter) in named_parameters(recurse: false).ToArray())
                {
                    if (Converted(parameter, device, dtype, non_blocking) is { } value)
                    {
                        using (value)
                        {
                            var replacement = (Parameter)new Parameter(value, parameter.requires_grad).DetachFromDisposeScope();
                            CarryGradient(parameter, replacement, device, dtype, non_blocking);
                            ownParameters[name] = replacement;
                            SetComponent(name, parameter, replacement);
                        }

                        parameter.Dispose();
                    }
                }

                foreach (var (name, (buffer, persistent)) in ownBuffers.ToArray())
                {
                    if (!buffer.IsInvalid && Converted(buffer, device, dtype, non_blocking) is { } value)
                    {
                        ownBuffers[name] = (value.DetachFromDisposeScope(), persistent);
                        SetComponent(name, buffer, value);
                        buffer.Dispose();
                    }
                }

                return this;
            }

            private static Tensor? Converted(Tensor tensor, Device? device, ScalarType? dtype, bool non_blocking)
            {
                var targetType = dtype is { } wanted && (is_floating_point(tensor.dtype) || is_complex(tensor.dtype)) ? wanted : tensor.dtype;
                var stays = device is null || (device.type == tensor.device_type
                    && (device.type == DeviceType.CPU || device.index < 0 || device.index == tensor.device_index));
                if (stays && targetType == tensor.dtype)
                {
                    return null;
                }

                using var frozen = no_grad();
                return tensor.to(targetType, device ?? tensor.device, non_blocking: non_blocking);
            }

            private static void CarryGradient(Parameter from, Parameter to, Device? device, ScalarType? dtype, bool non_blocking)
            {
                using var gradient = from.grad;
                if (gradient is not null)
                {
                    using var moved = Converted(gradient, device, dtype, non_blocking);
                    to.grad = moved ?? gradient;
                }
            }

            private void SetComponent(string name, Tensor old, Tensor replacement)
            {
                foreach (var field in InstanceFields(GetType()))
                {
                    if (field.FieldType.IsInstanceOfType(replacement) && ReferenceEquals(field.GetValue(this), old))
                    {
                        field.SetValue(this, replacement);
                    }
                }
            }
        }
    }
}
