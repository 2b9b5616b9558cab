using System.Runtime.InteropServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>Owns an mjModel.</summary>
internal sealed unsafe class ModelHandle : SafeHandle
{
    private readonly NativeFunctions functions;

    public ModelHandle(NativeFunctions functions, nint model)
        : base(0, ownsHandle: true)
    {
        this.functions = functions;
        SetHandle(model);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        functions.DeleteModel(handle);
        return true;
    }
}
