using System.Runtime.InteropServices;
using System.Text;

namespace SoftRL.Environments.Mujoco;

/// <summary>Loading of MJCF through the bare functions.</summary>
internal static unsafe class NativeModel
{
    private const int MessageSize = 2000;

    /// <summary>Loads and compiles a file.</summary>
    /// <returns>The mjModel, owned by the caller.</returns>
    /// <exception cref="InvalidDataException">MuJoCo refuses the model; the message is its own.</exception>
    public static nint Load(NativeFunctions functions, string path)
    {
        var message = stackalloc byte[MessageSize];
        message[0] = 0;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            var model = functions.LoadXml(name, 0, message, MessageSize);
            return model != 0 ? model : throw new InvalidDataException(Marshal.PtrToStringUTF8((nint)message)?.Trim() ?? "no reason given");
        }
    }

    /// <summary>Makes data for a model and takes two steps with it, so that what cannot be simulated shows here.</summary>
    public static void Try(NativeFunctions functions, nint model)
    {
        var data = functions.MakeData(model);
        functions.ResetData(model, data);
        functions.Forward(model, data);
        functions.Step(model, data);
        functions.Step(model, data);
        functions.RnePostConstraint(model, data);
        functions.DeleteData(data);
    }
}
