using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Versioning;

namespace SoftRL.Environments.Gymnasium;

/// <summary>
/// A directory that only this user can enter, in memory where the machine has such: the worker's scripts, the sockets that
/// workers connect to, and the shared memory. Deleted once the workers have what they need.
/// </summary>
internal sealed class WorkerDirectory : IDisposable
{
    private const string InMemory = "/dev/shm";
    private const string EntryScript = "softrl_worker.py";

    /// <summary>How the directories of this process begin.</summary>
    internal static readonly string Prefix = $"softrl-worker-{Environment.ProcessId}-";

    public WorkerDirectory()
    {
        FullName = OperatingSystem.IsLinux() && Directory.Exists(InMemory) ? TryCreate(InMemory) ?? Create() : Create();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var source = assembly.GetManifestResourceStream(name)!;
            using var target = File.Create(Path.Combine(FullName, name));
            source.CopyTo(target);
        }
    }

    public string FullName { get; }

    /// <summary>The script that a worker runs.</summary>
    public string Script => Path.Combine(FullName, EntryScript);

    /// <summary>A new file name in it.</summary>
    public string NewFile() => Path.Combine(FullName, Path.GetRandomFileName());

    /// <summary>Somewhere for one worker to connect to: a Unix socket, or a port of this machine that others cannot reach.</summary>
    public Socket Listen(bool useLoopback)
    {
        var listener = useLoopback
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(useLoopback ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(NewFile()));
        listener.Listen();
        return listener;
    }

    public void Dispose()
    {
        try
        {
            if (Directory.Exists(FullName))
            {
                Directory.Delete(FullName, recursive: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Windows keeps a mapped file; the directory is tried again when the workers have ended, and else stays behind.
        }
    }

    [SupportedOSPlatform("linux")]
    private static string? TryCreate(string parent)
    {
        try
        {
            var path = Path.Combine(parent, Prefix + Path.GetRandomFileName());
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Create() => Directory.CreateTempSubdirectory(Prefix).FullName;
}
