using TorchSharp;

namespace SoftRL.Training.Tests;

public sealed class ComputeRuntimeTests
{
    [Fact]
    public void TheProcessorIsAlwaysThere() => ComputeRuntime.FindDevice("cpu").type.Should().Be(DeviceType.CPU);

    [Theory]
    [InlineData("gpu")]
    [InlineData("CPU")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:x")]
    public void AnUnknownNameIsRefusedAndSaysWhatIsAllowed(string name)
    {
        var act = () => ComputeRuntime.FindDevice(name);
        act.Should().Throw<ArgumentException>().WithMessage($"*'{name}'*cpu, cuda, cuda:N*");
    }

    [Fact]
    public void ADeviceThatIsNotThereIsRefusedByName()
    {
        var act = () => ComputeRuntime.FindDevice("cuda:99");
        act.Should().Throw<DeviceUnavailableException>().WithMessage("*99*");
    }

    [Fact]
    public void ThreadsAreSetAndMustBePositive()
    {
        var before = torch.get_num_threads();
        ComputeRuntime.UseThreads(1);
        torch.get_num_threads().Should().Be(1);
        ComputeRuntime.UseThreads(before);
        var act = () => ComputeRuntime.UseThreads(0);
        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("threads");
    }

    [Fact]
    public void PreparingTwiceIsAllowed()
    {
        ComputeRuntime.Prepare();
        ComputeRuntime.Prepare();
        ComputeRuntime.DefaultThreads.Should().BePositive();
    }
}
