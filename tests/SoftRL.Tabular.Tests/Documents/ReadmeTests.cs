namespace SoftRL.Tabular.Tests;

/// <summary>The sample that the package's README prints, compiled and run.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void ItsSampleRunsAndIsTrue()
    {
        // Sample begins.
        var lake = FrozenLake.Create();                                                                  // 4 × 4, slippery
        var uniform = ReferenceTables.Uniform(lake.StateCount, lake.ActionCount);                        // π̄; null = entropy convention
        var best = SoftPolicyIteration.Solve(lake, temperature: 0.01, discount: 0.99, uniform);          // Q*, V*, π*
        var exact = PolicyEvaluation.Evaluate(lake, best.Policy, temperature: 0.01, discount: 0.99, uniform);
        var gradient = PolicyGradients.DiscountedReturn(lake, best.Policy, temperature: 0.01, discount: 0.99, uniform);

        Console.WriteLine(exact.Values[0]);                                                              // V*(start) ≈ 0.153
        Console.WriteLine(gradient.Cast<double>().Max(Math.Abs));                                        // 0 at the optimum
        // Sample ends.

        exact.Values[0].Should().BeApproximately(0.153, 0.0005);
        gradient.Cast<double>().Should().OnlyContain(x => Math.Abs(x) < 1e-10);
    }

    [Fact]
    public void TheReadmePrintsThisSample()
    {
        var sample = Lines("ReadmeTests.cs.txt").SkipWhile(line => line != "// Sample begins.").Skip(1).TakeWhile(line => line != "// Sample ends.").ToArray();
        sample.Should().HaveCountGreaterThan(6);
        string.Join('\n', Lines("README.md")).Should().Contain(string.Join('\n', sample));
    }

    private static string[] Lines(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Documents", file)).Select(line => line.Trim())];
}
