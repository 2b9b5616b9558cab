using System.Runtime.InteropServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>Where a MuJoCo library may be, in the order in which they are tried.</summary>
internal static class LibraryCandidates
{
    /// <summary>Names to try on this machine.</summary>
    public static IEnumerable<string> OnThisMachine()
    {
        var (plain, pattern) = Names();
        return [plain, .. Directories().SelectMany(directory => Versions(directory, pattern))];
    }

    /// <summary>The libraries in a directory whose name carries a version, newest first.</summary>
    public static IEnumerable<string> Versions(string directory, string pattern) =>
        Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, pattern).OrderByDescending(VersionOf).ThenBy(path => path, StringComparer.Ordinal)
            : [];

    private static (string Plain, string Pattern) Names() =>
        OperatingSystem.IsWindows() ? ("mujoco.dll", "mujoco*.dll")
        : OperatingSystem.IsMacOS() ? ("libmujoco.dylib", "libmujoco*.dylib")
        : ("libmujoco.so", "libmujoco.so*");

    // libmujoco.so.2.2.2, libmujoco.3.3.7.dylib and mujoco337.dll alike; a name without a version comes last.
    private static Version VersionOf(string path)
    {
        var numbers = Path.GetFileName(path).Split('.').Where(part => part.Length > 0 && part.All(char.IsAsciiDigit)).ToArray();
        return numbers.Length >= 2 && System.Version.TryParse(string.Join('.', numbers.Take(4)), out var version) ? version : new Version(0, 0);
    }

    private static IEnumerable<string> Directories()
    {
        var architecture = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x86_64-linux-gnu",
            Architecture.Arm64 => "aarch64-linux-gnu",
            var other => $"{other}-linux-gnu",
        };
        string[] usual = OperatingSystem.IsWindows()
            ? []
            : OperatingSystem.IsMacOS()
            ? ["/opt/homebrew/lib", "/usr/local/lib", "/Applications/MuJoCo.app/Contents/Frameworks/mujoco.framework/Versions/A"]
            : ["/usr/local/lib", $"/usr/lib/{architecture}", $"/lib/{architecture}", "/usr/lib64", "/usr/lib"];
        var named = Environment.GetEnvironmentVariable(OperatingSystem.IsWindows() ? "PATH" : "LD_LIBRARY_PATH") ?? "";
        return [AppContext.BaseDirectory, .. named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), .. usual];
    }
}
