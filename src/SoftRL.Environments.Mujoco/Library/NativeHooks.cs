using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>
/// What MuJoCo calls on an error or a warning. Its own handlers write to the console and to a file, and on an error wait for a
/// key and end the process.
/// </summary>
/// <remarks>
/// An error handler must not return, and no exception may cross native frames. So an error inside a <see cref="GuardedCall"/>
/// (measuring a layout, loading and trying a model) becomes an exception of the caller while the thread it happened on sleeps
/// for good; anywhere else it ends the process with its text. The latter needs a model that passed its trial and runs out of
/// MuJoCo's stack later on: the built-in models cannot.
/// </remarks>
internal static unsafe class NativeHooks
{
    [ThreadStatic]
    private static int t_warnings;

    [ThreadStatic]
    private static string? t_lastWarning;

    /// <summary>Warnings that MuJoCo gave on this thread since it began.</summary>
    public static int Warnings => t_warnings;

    /// <summary>The text of the last of them.</summary>
    public static string LastWarning => t_lastWarning ?? "";

    public static void Install(NativeFunctions functions)
    {
        *functions.UserError = (nint)(delegate* unmanaged[Cdecl]<byte*, void>)&OnError;
        *functions.UserWarning = (nint)(delegate* unmanaged[Cdecl]<byte*, void>)&OnWarning;
    }

    /// <summary>What the process says when it ends on an error that cannot become an exception.</summary>
    public static string Describe(string error) =>
        $"MuJoCo met an error from which it cannot go on: {error}. The model passed its trial steps; give it more memory in <size> or mend it.";

    private static string Text(byte* message) => Marshal.PtrToStringUTF8((nint)message) ?? "";

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnWarning(byte* message)
    {
        t_warnings++;
        t_lastWarning = Text(message);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnError(byte* message)
    {
        var text = Text(message);
        if (GuardedCall.Current is { } call)
        {
            call.FailAndPark(text);
        }

        Environment.FailFast(Describe(text));
    }
}
