using System.Text.RegularExpressions;
using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>What a failure means to the person at the terminal: a message and an exit code.</summary>
/// <param name="Message">What, where, and what is allowed or to be done.</param>
/// <param name="ExitCode">See <see cref="Cli.ExitCode"/>.</param>
internal sealed partial record FailureReport(string Message, int ExitCode)
{
    private const string LibTorchMissing =
        "LibTorch cannot be loaded. With the sources, ./build.sh finds or installs it; with the NuGet packages, add TorchSharp-cpu or TorchSharp-cuda-linux to your project.";

    /// <summary>The report for a failure.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <returns>A report; one of an unexpected failure carries the whole stack.</returns>
    public static FailureReport For(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure switch
        {
            UsageException or OptionsException or UnknownAgentException or UnknownEnvironmentException or RunException
                => new FailureReport(Plain(failure.Message), Cli.ExitCode.WrongUsage),
            DeviceUnavailableException or EnvironmentUnavailableException => new FailureReport(failure.Message, Cli.ExitCode.NotThere),
            _ when IsLibTorchMissing(failure) => new FailureReport($"{LibTorchMissing} ({Innermost(failure).Message})", Cli.ExitCode.NotThere),
            DivergedException or EnvironmentException or CheckpointException or MetricsException => new FailureReport(failure.Message, Cli.ExitCode.CheckFailed),
            OperationCanceledException => new FailureReport("Interrupted.", Cli.ExitCode.Interrupted),
            IOException or UnauthorizedAccessException => new FailureReport(failure.Message, Cli.ExitCode.CheckFailed),
            _ => new FailureReport($"Unexpected failure, please report it: {failure}", Cli.ExitCode.CheckFailed),
        };
    }

    // Without what .NET appends to the message of an argument exception: the message names the option and its value already.
    private static string Plain(string message) => ArgumentExceptionTail().Replace(message, string.Empty);

    [GeneratedRegex(@" \(Parameter '\w+'\)|\r?\nActual value was [^\n]*")]
    private static partial Regex ArgumentExceptionTail();

    private static bool IsLibTorchMissing(Exception failure)
        => Innermost(failure) is DllNotFoundException or BadImageFormatException;

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
