namespace SoftRL.Environments.Mujoco;

/// <summary>The MuJoCo library that this process uses.</summary>
/// <remarks>
/// It is loaded when it is first needed, and stays: the one named by the environment variable <c>LIBMUJOCO</c>, else
/// <c>libmujoco.so</c>, <c>libmujoco.dylib</c> or <c>mujoco.dll</c>, else the newest one with a version in its name
/// (<c>libmujoco.so.2.2.2</c>) in the usual directories. Only its functions are declared here: where the fields of its
/// structures lie differs from release to release and is measured on a small model.
/// </remarks>
public static class MujocoLibrary
{
    /// <summary>The release, for example <c>2.2.2</c>.</summary>
    /// <exception cref="EnvironmentUnavailableException">No library can be used; the message says what to install.</exception>
    public static string Version => LoadedLibrary.Current.Version.ToString();

    /// <summary>The path or name under which it was found.</summary>
    /// <exception cref="EnvironmentUnavailableException">No library can be used; the message says what to install.</exception>
    public static string Path => LoadedLibrary.Current.Path;
}
