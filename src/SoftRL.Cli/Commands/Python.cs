using System.CommandLine;

namespace SoftRL.Cli;

/// <summary><c>--python</c>: which Python runs Gymnasium and Atari environments.</summary>
internal static class Python
{
    private const string Variable = "SOFTRL_PYTHON";

    /// <summary>What the environment variable names, or null.</summary>
    public static string? FromEnvironment => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>The option.</summary>
    /// <returns>A new option.</returns>
    public static Option<string?> Option() => new("--python")
    {
        Description = $"The Python that runs gym: and Atari/ environments. Default: the environment variable {Variable}, else python3.",
        HelpName = "PATH",
    };

    /// <summary>Makes a Python the one that environments of this process use.</summary>
    /// <param name="path">What was given, or null to leave it.</param>
    public static void Use(string? path)
    {
        if (path is not null)
        {
            Environment.SetEnvironmentVariable(Variable, path);
        }
    }
}
