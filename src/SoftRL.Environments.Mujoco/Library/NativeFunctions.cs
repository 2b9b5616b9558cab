using System.Runtime.InteropServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>The functions and the hook variables of a loaded MuJoCo library.</summary>
internal sealed unsafe class NativeFunctions
{
    public readonly delegate* unmanaged[Cdecl]<int> Version;
    public readonly delegate* unmanaged[Cdecl]<byte*, nint, byte*, int, nint> LoadXml;
    public readonly delegate* unmanaged[Cdecl]<nint, void> DeleteModel;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> MakeData;
    public readonly delegate* unmanaged[Cdecl]<nint, void> DeleteData;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, void> ResetData;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, int, void> ResetDataKeyframe;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, void> Forward;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, void> Step;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, void> RnePostConstraint;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*, int> NameToId;

    /// <summary>Addresses of the variables that hold the hooks.</summary>
    public readonly nint* UserError;
    public readonly nint* UserWarning;
    public readonly nint* UserMalloc;
    public readonly nint* UserFree;

    /// <summary>Looks every symbol up.</summary>
    /// <exception cref="EntryPointNotFoundException">A symbol is missing.</exception>
    public NativeFunctions(nint library)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        Version = (delegate* unmanaged[Cdecl]<int>)Find("mj_version");
        LoadXml = (delegate* unmanaged[Cdecl]<byte*, nint, byte*, int, nint>)Find("mj_loadXML");
        DeleteModel = (delegate* unmanaged[Cdecl]<nint, void>)Find("mj_deleteModel");
        MakeData = (delegate* unmanaged[Cdecl]<nint, nint>)Find("mj_makeData");
        DeleteData = (delegate* unmanaged[Cdecl]<nint, void>)Find("mj_deleteData");
        ResetData = (delegate* unmanaged[Cdecl]<nint, nint, void>)Find("mj_resetData");
        ResetDataKeyframe = (delegate* unmanaged[Cdecl]<nint, nint, int, void>)Find("mj_resetDataKeyframe");
        Forward = (delegate* unmanaged[Cdecl]<nint, nint, void>)Find("mj_forward");
        Step = (delegate* unmanaged[Cdecl]<nint, nint, void>)Find("mj_step");
        RnePostConstraint = (delegate* unmanaged[Cdecl]<nint, nint, void>)Find("mj_rnePostConstraint");
        NameToId = (delegate* unmanaged[Cdecl]<nint, int, byte*, int>)Find("mj_name2id");
        UserError = (nint*)Find("mju_user_error");
        UserWarning = (nint*)Find("mju_user_warning");
        UserMalloc = (nint*)Find("mju_user_malloc");
        UserFree = (nint*)Find("mju_user_free");
    }
}
