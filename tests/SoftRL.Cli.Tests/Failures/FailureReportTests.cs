using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Cli.Tests;

public sealed class FailureReportTests
{
    public static TheoryData<Exception, int> Failures => new()
    {
        { new UsageException("what"), 2 },
        { new OptionsException("what"), 2 },
        { new UnknownAgentException("what"), 2 },
        { new UnknownEnvironmentException("what"), 2 },
        { new RunException("what"), 2 },
        { new DeviceUnavailableException("what"), 3 },
        { new TypeInitializationException("torch", new DllNotFoundException("what")), 3 },
        { new DivergedException("what"), 1 },
        { new EnvironmentException("what"), 1 },
        { new CheckpointException("what"), 1 },
        { new MetricsException("what"), 1 },
        { new IOException("what: no space left on device"), 1 },
        { new InvalidOperationException("what"), 1 },
        { new OperationCanceledException(), 130 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void EveryKindOfFailureHasItsExitCode(Exception failure, int code) => FailureReport.For(failure).ExitCode.Should().Be(code);

    [Fact]
    public void TheMessageIsTheFailuresOwn() => FailureReport.For(new RunException("'x' is not a run directory.")).Message.Should().Be("'x' is not a run directory.");

    [Fact]
    public void AMissingLibTorchSaysWhatToInstall()
        => FailureReport.For(new DllNotFoundException("libsoftrl_torch.so")).Message.Should().Contain("./build.sh").And.Contain("TorchSharp-cpu").And.Contain("libsoftrl_torch.so");

    [Fact]
    public void AnUnexpectedFailureKeepsItsStack() => FailureReport.For(new InvalidOperationException("odd")).Message.Should().Contain("InvalidOperationException").And.Contain("odd");
}
