using System.Runtime.InteropServices;

namespace SoftRL.Training;

/// <summary>Makes renames and new names in a folder survive a power failure. Nothing to do on Windows, whose file systems log them.</summary>
internal static partial class DiskSync
{
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    /// <summary>Waits until the folder's entries are on the disk.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    internal static void Directory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = OpenFile(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure(path);
        }

        try
        {
            // EINVAL: the file system has no such operation for folders, as some network ones.
            if (Synchronise(descriptor) < 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                throw Failure(path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string path) =>
        new($"'{path}' could not be brought to the disk: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Close(int descriptor);
}
