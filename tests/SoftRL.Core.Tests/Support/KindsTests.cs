using Xunit.Abstractions;

namespace SoftRL.Core.Tests;

public sealed class KindsTests(ITestOutputHelper output)
{
    [Fact]
    public void TheDevicesOfThisRunAreNamed()
    {
        output.WriteLine(Kinds.Devices.Contains("cuda") ? "Core runs on: cpu, cuda." : "Core runs on: cpu. There is no CUDA device here.");
        Kinds.Devices.Should().Contain("cpu");
    }
}
