using System.Runtime.InteropServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>A MuJoCo library in this process, with the layout of its structures. It stays loaded for the process's life.</summary>
internal sealed unsafe class LoadedLibrary
{
    /// <summary>The environment variable that names the library to load.</summary>
    public const string PathVariable = "LIBMUJOCO";

    public const string HowToInstall =
        "Install MuJoCo 2.2 to 3.x (Debian and Ubuntu: 'apt install libmujoco2.2.2'; elsewhere an archive from "
        + "https://github.com/google-deepmind/mujoco/releases), or name its library in the environment variable LIBMUJOCO.";

    private static readonly Lock s_gate = new();
    private static LoadedLibrary? s_current;

    private LoadedLibrary(string path, LibraryVersion version, NativeFunctions functions, StructureLayout layout) =>
        (Path, Version, Functions, Layout) = (path, version, functions, layout);

    /// <summary>The library of this process, loaded when it is first asked for.</summary>
    /// <exception cref="EnvironmentUnavailableException">There is none that can be used.</exception>
    public static LoadedLibrary Current
    {
        get
        {
            lock (s_gate)
            {
                return s_current ??= Open(Environment.GetEnvironmentVariable(PathVariable));
            }
        }
    }

    /// <summary>The name under which it was found.</summary>
    public string Path { get; }

    public LibraryVersion Version { get; }

    public NativeFunctions Functions { get; }

    public StructureLayout Layout { get; }

    /// <summary>Loads a library and measures its layout.</summary>
    /// <param name="path">The only library to try; null or empty for the usual places.</param>
    /// <exception cref="EnvironmentUnavailableException">No library can be used.</exception>
    public static LoadedLibrary Open(string? path)
    {
        var named = !string.IsNullOrEmpty(path);
        var failures = new List<string>();
        foreach (var candidate in named ? [path!] : LibraryCandidates.OnThisMachine())
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                try
                {
                    return Use(candidate, handle);
                }
                catch (EnvironmentUnavailableException failure)
                {
                    failures.Add(failure.Message);
                }
            }
        }

        var what = failures.Count > 0 ? string.Join(" ", failures.Distinct())
            : named ? $"The MuJoCo library '{path}' ({PathVariable}) cannot be loaded."
            : "MuJoCo is not installed: no libmujoco was found.";
        throw new EnvironmentUnavailableException($"{what} {HowToInstall}");
    }

    /// <summary>Refuses a release whose interface is not known.</summary>
    /// <exception cref="EnvironmentUnavailableException">It is not one of 2.2 … 3.x.</exception>
    public static LibraryVersion Check(int number, string path)
    {
        var version = LibraryVersion.Of(number);
        return version.Supported
            ? version
            : throw new EnvironmentUnavailableException($"'{path}' is MuJoCo {version}; 2.2 to 3.x can be used.");
    }

    private static LoadedLibrary Use(string path, nint handle)
    {
        NativeFunctions functions;
        try
        {
            functions = new NativeFunctions(handle);
        }
        catch (EntryPointNotFoundException missing)
        {
            throw new EnvironmentUnavailableException($"'{path}' is no MuJoCo library that can be used: {missing.Message.TrimEnd('.')}.", missing);
        }

        var version = Check(functions.Version(), path);
        NativeHooks.Install(functions);
        try
        {
            var layout = GuardedCall.Run(() => LayoutProbe.Measure(functions));
            return new LoadedLibrary(path, version, functions, layout);
        }
        catch (Exception failure) when (failure is NativeErrorException or InvalidDataException)
        {
            throw new EnvironmentUnavailableException(
                $"The layout of MuJoCo {version} ('{path}') cannot be measured: {failure.Message}.", failure);
        }
    }
}
