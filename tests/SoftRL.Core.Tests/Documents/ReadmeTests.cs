using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>The sample that the package's README prints, compiled and run.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void ItsSampleRunsAndIsTrue()
    {
        // Sample begins.
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);

        // Two states, three actions; the third is not allowed in the second state.
        var q = tensor(new[] { 1f, 2, 3, 1, 2, 3 }).reshape(2, 3);
        var mask = tensor(new[] { true, true, true, true, true, false }).reshape(2, 3);
        var logPrior = ReferencePolicies.Restrict(ReferencePolicies.Uniform(3), mask);

        var logPolicy = BoltzmannPolicies.LogPolicy(q, temperature: 0.5, logPrior);    // ln π = ln π̄ + (Q − V)/τ
        var values = SoftValues.SoftValue(q, temperature: 0.5, logPrior);              // V = τ ln Σ π̄ exp(Q/τ)
        var same = SoftValues.PolicyValue(q, logPolicy, temperature: 0.5, logPrior);   // V = E_π[Q] − τ KL
        var actions = BoltzmannPolicies.Sample(logPolicy, generator);                  // int64 [2]

        Console.WriteLine(string.Join("; ", values.data<float>().ToArray()));          // V ≈ 2.522 and 1.717
        // Sample ends.

        values.Numbers()[1].Should().BeApproximately(0.5 * Math.Log((Math.Exp(2) + Math.Exp(4)) / 2), 1e-6);
        string.Join("; ", values.data<float>().ToArray().Select(v => v.ToString("f3", CultureInfo.InvariantCulture))).Should().Be("2.522; 1.717");
        same.Numbers().Zip(values.Numbers(), (a, b) => Math.Abs(a - b)).Should().OnlyContain(gap => gap < 1e-6);
        actions.Numbers()[1].Should().BeLessThan(2);
    }

    [Fact]
    public void TheReadmePrintsThisSample()
    {
        var here = Lines("ReadmeTests.cs.txt");
        var sample = here.SkipWhile(line => line != "// Sample begins.").Skip(1).TakeWhile(line => line != "// Sample ends.").ToArray();
        var readme = string.Join('\n', Lines("README.md"));
        sample.Should().HaveCountGreaterThan(10);
        readme.Should().Contain(string.Join('\n', sample));
    }

    private static string[] Lines(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Documents", file)).Select(line => line.Trim())];
}
