using System.Runtime.InteropServices;

namespace SoftRL.Environments.Gymnasium;

/// <summary>What a worker started stays in the worker's process group, and can be ended after the worker crashed.</summary>
internal static partial class ProcessGroup
{
    private const int KillSignal = 9;

    /// <summary>Ends all processes of a group; does nothing where there are no groups, or none is left in it.</summary>
    /// <param name="id">The number of the process that made the group.</param>
    public static void Kill(int id)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Signal(-id, KillSignal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int id, int signal);
}
