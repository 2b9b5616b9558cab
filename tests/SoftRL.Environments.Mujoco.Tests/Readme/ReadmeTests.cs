namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>What the package's README prints is compiled and run here.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void ItsSamplesRun()
    {
        Samples.RandomHopper().Should().BeGreaterThan(0);
        Samples.Drop("<mujoco><worldbody><geom type=\"plane\" size=\"1 1 1\"/><body pos=\"0 0 1\"><freejoint/><geom size=\"0.1\"/></body></worldbody></mujoco>")
            .Should().BeApproximately(0.1, 0.01);
    }

    [Fact]
    public void ItPrintsTheSamplesOfTheseTests()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", "Samples.cs.txt"));
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));
        var code = string.Join('\n', lines.SkipWhile(line => !line.Contains("RandomHopper")).Skip(2).TakeWhile(line => line.TrimEnd() != "        return sum;")
            .Select(line => line.Length > 8 ? line[8..] : line)).TrimEnd();
        code.Should().NotBeEmpty();
        readme.Should().Contain(code);
    }

    [Fact]
    public void ItNamesEveryEnvironment()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));
        MujocoEnvironments.BuiltIn.Select(spec => spec.Id.Split('-')[0]).Should().OnlyContain(name => readme.Contains(name, StringComparison.Ordinal));
    }
}
