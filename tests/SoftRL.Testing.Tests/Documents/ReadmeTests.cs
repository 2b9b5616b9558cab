using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing.Tests;

/// <summary>The sample that the package's README prints, compiled and run.</summary>
public sealed class ReadmeTests
{
    // Sample begins.
    [Fact]
    public void SoftQLearningOnItIsAPolicyGradientMethod()
    {
        using var network = nn.Sequential(nn.Linear(6, 16), nn.Tanh(), nn.Linear(16, 3)).to(ScalarType.Float64);
        using var observations = eye(6, dtype: ScalarType.Float64).narrow(0, 0, 4);

        GradientEquivalence.Check(network, observations);
    }

    [Fact]
    public void MyLossIsTheSoftQLearningLoss()
    {
        using var network = nn.Sequential(nn.Linear(6, 16), nn.Tanh(), nn.Linear(16, 3)).to(ScalarType.Float64);
        using var observations = eye(6, dtype: ScalarType.Float64).narrow(0, 0, 4);

        GradientEquivalence.Check(network, observations, samples => 0.5 * (samples.TakenQ - samples.ActionTargets).square());
    }
    // Sample ends.

    [Fact]
    public void TheReadmePrintsThisSample()
    {
        var sample = Lines("ReadmeTests.cs.txt").SkipWhile(line => line != "// Sample begins.").Skip(1).TakeWhile(line => line != "// Sample ends.").ToArray();
        sample.Should().HaveCountGreaterThan(10);
        string.Join('\n', Lines("README.md")).Should().Contain(string.Join('\n', sample));
    }

    [Fact]
    public void ItsMessageIsTheOneAForgottenKlGives()
    {
        using var scope = NewDisposeScope();
        using var network = Networks.TwoHeads();
        var report = GradientEquivalence.Measure(
            network.Subject, Networks.Observations(), samples => GradientEquivalenceTests.A2c(samples, 0.5, penalty: 0),
            new EquivalenceOptions { PolicyWeight = 1, ValueWeight = 0.5 });
        string.Join('\n', Lines("README.md")).Should().Contain(string.Join('\n', report.Description.Split('\n').Select(line => line.Trim())));
    }

    private static string[] Lines(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Documents", file)).Select(line => line.Trim())];
}
