using System.Runtime.InteropServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>Owns an mjData, and keeps its mjModel.</summary>
internal sealed unsafe class DataHandle : SafeHandle
{
    private readonly NativeFunctions functions;
    private readonly ModelHandle model;

    /// <summary>Makes data for a model.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public DataHandle(NativeFunctions functions, ModelHandle model)
        : base(0, ownsHandle: true)
    {
        (this.functions, this.model) = (functions, model);
        var held = false;
        model.DangerousAddRef(ref held);
        SetHandle(functions.MakeData(model.DangerousGetHandle()));
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        functions.DeleteData(handle);
        model.DangerousRelease();
        return true;
    }
}
