using Xunit.Abstractions;

namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>
/// The Gymnasium of the machine's Python (<c>SOFTRL_PYTHON</c>, else <c>python3</c>). Where there is none, a test checks instead
/// that this is reported with the command that mends it, and says that it did.
/// </summary>
internal static class RealGymnasium
{
    private static readonly Lazy<EnvironmentUnavailableException?> s_missing = new(Look);

    /// <summary>An environment that the tests register themselves.</summary>
    public static string Odd(string name) => $"softrl_odd_environments:Odd/{name}-v0";

    /// <summary>Runs a test, or checks how the absence is reported.</summary>
    public static void Run(ITestOutputHelper output, Action test)
    {
        if (s_missing.Value is not { } missing)
        {
            test();
            return;
        }

        output.WriteLine($"NOT RUN, there is no Gymnasium here: {missing.Message}");
        missing.Message.Should().Contain("pip install gymnasium");
    }

    private static EnvironmentUnavailableException? Look()
    {
        var path = Environment.GetEnvironmentVariable("PYTHONPATH");
        Environment.SetEnvironmentVariable("PYTHONPATH", $"{Path.Combine(AppContext.BaseDirectory, "Real")}{Path.PathSeparator}{path}");
        try
        {
            GymnasiumEnvironments.TryFind("gym:CartPole-v1");
            return null;
        }
        catch (EnvironmentUnavailableException failure)
        {
            return failure;
        }
    }
}
