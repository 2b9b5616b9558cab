using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public interface IParameterLessModule
{
}

/// <summary>A module with nothing to learn: registering anything is refused, moving it does nothing.</summary>
public abstract class ParameterLessModule<T1, TResult> : Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw Refusal("buffers");

    public override void register_parameter(string name, Parameter param) => throw Refusal("parameters");

    public override void register_module(string name, Module submodule) => throw Refusal("submodules");

    protected internal override Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    protected internal override Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    protected internal override Module _to(ScalarType dtype, bool non_blocking) => this;

    private InvalidOperationException Refusal(string what) => new($"The module {GetName()} cannot have {what}.");
}
