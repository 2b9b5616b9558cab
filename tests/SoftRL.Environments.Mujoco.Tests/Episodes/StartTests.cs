namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>Starts are drawn from the distributions that Gymnasium draws from.</summary>
public sealed class StartTests
{
    private const int Starts = 2000;

    [Theory]
    [InlineData("HalfCheetah-v5", 0.1, true)]
    [InlineData("Hopper-v5", 0.005, false)]
    [InlineData("Walker2d-v4", 0.005, false)]
    [InlineData("Ant-v5", 0.1, true)]
    [InlineData("Humanoid-v4", 0.01, false)]
    [InlineData("Swimmer-v5", 0.1, false)]
    [InlineData("InvertedPendulum-v4", 0.01, false)]
    [InlineData("InvertedDoublePendulum-v5", 0.1, true)]
    public void PositionsAreUniformAndVelocitiesUniformOrNormal(string id, double scale, bool normal)
    {
        using var environment = Play.Make(id);
        var observation = environment.Observation();
        environment.ResetExactly(observation);
        var reference = environment.Simulation.Positions.ToArray();
        // Most releases of MuJoCo bring the quaternion of a free joint to length 1 after the draw.
        var free = environment.Simulation.Model.PositionCount != environment.Simulation.Model.VelocityCount;
        var (positions, velocities) = (new List<double>(), new List<double>());
        for (var i = 0; i < Starts; i++)
        {
            environment.Reset((ulong)i, observation);
            var drawn = environment.Simulation.Positions.ToArray().Zip(reference, (q, r) => (q - r) / scale);
            positions.AddRange(drawn.Where((_, index) => !free || index is < 3 or > 6));
            velocities.AddRange(environment.Simulation.Velocities.ToArray().Select(v => v / scale));
        }

        ShouldBeUniform(positions);
        if (normal)
        {
            ShouldHaveMoments(velocities, variance: 1, fourth: 3);
            velocities.Max(Math.Abs).Should().BeGreaterThan(3, "the tails are there: all of 6,000 draws inside ±3 has probability 1e-7");
        }
        else
        {
            ShouldBeUniform(velocities);
        }
    }

    [Fact]
    public void TheReachersTargetIsUniformOnADisc()
    {
        using var environment = Play.Make("Reacher-v5");
        var observation = environment.Observation();
        var inside = 0;
        for (var i = 0; i < Starts; i++)
        {
            environment.Reset((ulong)i, observation);
            var q = environment.Simulation.Positions;
            var radius = Math.Sqrt((q[2] * q[2]) + (q[3] * q[3]));
            radius.Should().BeLessThan(0.2);
            inside += radius < 0.2 / Math.Sqrt(2) ? 1 : 0;
            q[..2].ToArray().Should().OnlyContain(angle => Math.Abs(angle) <= 0.1);
            var v = environment.Simulation.Velocities;
            v[..2].ToArray().Should().OnlyContain(speed => Math.Abs(speed) <= 0.005);
            v[2..].ToArray().Should().OnlyContain(speed => speed == 0);
        }

        // Half the disc's area: binomial, 5.3 standard deviations, a false alarm in 1e-7.
        inside.Should().BeCloseTo(Starts / 2, (uint)(5.3 * Math.Sqrt(Starts) / 2));
    }

    [Fact]
    public void WithoutNoiseTheStartIsTheReference()
    {
        using var environment = MujocoEnvironment.Ant(new AntOptions { ResetNoiseScale = 0 });
        var (first, exact) = (environment.Observation(), environment.Observation());
        environment.Reset(77, first);
        environment.ResetExactly(exact);
        first.Should().Equal(exact);
        first[..5].Should().Equal(0.75f, 1, 0, 0, 0);
    }

    private static void ShouldBeUniform(List<double> draws)
    {
        draws.Should().OnlyContain(draw => Math.Abs(draw) <= 1 + 1e-9);
        ShouldHaveMoments(draws, variance: 1.0 / 3, fourth: 1.0 / 5);
    }

    // Means of n draws are normal: 5.3 standard errors, a false alarm in 1e-7 each.
    private static void ShouldHaveMoments(List<double> draws, double variance, double fourth)
    {
        var error = 5.3 / Math.Sqrt(draws.Count);
        draws.Average().Should().BeApproximately(0, error * Math.Sqrt(variance));
        draws.Average(draw => draw * draw).Should().BeApproximately(variance, error * Math.Sqrt(fourth - (variance * variance)));
    }
}
