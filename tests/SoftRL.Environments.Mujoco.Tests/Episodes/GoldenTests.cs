using System.Text.Json;

namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>Our models and rewards follow what was recorded on Gymnasium's.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Recordings => [.. GoldenTrace.Files()];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void AGameFollowsItsRecording(string path)
    {
        var meta = GoldenTrace.Meta(path);
        var model = meta.GetProperty("env").GetString()!;
        foreach (var version in Versions(model))
        {
            using var environment = Make(model, version);
            Follow(environment, version, model, path, meta);
        }
    }

    [Fact]
    public void EveryModelThatIsBuiltInCanBeFollowed() =>
        GoldenTrace.Files().Select(path => GoldenTrace.Meta(path).GetProperty("env").GetString()).Distinct()
            .Should().HaveCountGreaterThanOrEqualTo(9);

    [Fact]
    public void TheDoublePendulumIsCompiledAsItsTableSays()
    {
        using var table = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "compiled-inverted_double_pendulum.json")));
        using var environment = Make("inverted_double_pendulum", MujocoVersion.V5);
        var (root, simulation) = (table.RootElement, environment.Simulation);
        var bodies = root.GetProperty("bodies").EnumerateArray().ToArray();
        (simulation.Model.PositionCount, simulation.Model.VelocityCount, simulation.Model.ControlCount, simulation.Model.BodyCount, simulation.Model.GeomCount)
            .Should().Be((root.GetProperty("nq").GetInt32(), root.GetProperty("nv").GetInt32(), root.GetProperty("nu").GetInt32(), bodies.Length, root.GetProperty("ngeom").GetInt32()));
        simulation.Model.Timestep.Should().Be(root.GetProperty("option").GetProperty("timestep").GetDouble());
        Near(simulation.Model.BodyMasses, [.. bodies.Select(body => body.Double("mass"))], 1e-10, "table", 0, "masses");
        environment.ResetExactly(environment.Observation());
        Near(simulation.BodyPositions, [.. bodies.SelectMany(body => body.Doubles("xpos0"))], 1e-12, "table", 0, "positions");
    }

    private static void Follow(MujocoEnvironment environment, MujocoVersion version, string model, string path, JsonElement meta)
    {
        var simulation = environment.Simulation;
        var observation = environment.Observation();
        environment.ResetExactly(observation);
        simulation.Model.Timestep.Should().Be(meta.Double("timestep"));
        Near(simulation.Model.BodyMasses, meta.Doubles("body_mass"), 1e-10, path, 0, "masses");
        Near(simulation.Positions, meta.Doubles("init_qpos"), 0, path, 0, "qpos");
        var step = 0;
        foreach (var row in GoldenTrace.Rows(path))
        {
            var outcome = environment.Advance([.. row.Doubles("a").Select(value => (float)value)], observation);
            step++;
            if (Tolerance(model, step) is not { } tolerance)
            {
                break;
            }

            Near(simulation.Positions, row.Doubles("qpos"), tolerance, path, step, "qpos");
            Near(simulation.Velocities, row.Doubles("qvel"), tolerance, path, step, "qvel");
            // A reward holds a difference of positions over a step's time.
            Near([outcome.Reward], [row.Double(version == MujocoVersion.V4 ? "r4" : "r5")], tolerance * (1 + (1 / meta.Double("dt"))), path, step, "reward");
            outcome.Terminated.Should().Be(row.GetProperty("term").GetBoolean(), $"{path}, step {step}");
            Extras(simulation, row, tolerance, path, step);
            Observed(observation, row, model, version, tolerance).Should().BeNull($"{path}, step {step}");
        }

        step.Should().BePositive();
    }

    private static void Extras(MujocoSimulation simulation, JsonElement row, double tolerance, string path, int step)
    {
        if (row.Has("torso_x"))
        {
            Near([simulation.BodyPositions[3]], [row.Double("torso_x")], tolerance, path, step, "torso_x");
        }

        if (row.Has("cfrc_ext"))
        {
            simulation.ComputeContactForces();
            Near(simulation.ContactForces[6..], row.Doubles("cfrc_ext"), 1e3 * tolerance, path, step, "cfrc_ext");
        }

        if (row.Has("sum_cinert"))
        {
            double[] sums = [Sum(simulation.BodyInertias), Sum(simulation.BodyVelocities), Sum(simulation.ActuatorForces), Sums.Squares(simulation.ContactForces)];
            // Recorded with 12 digits.
            Near(sums, [row.Double("sum_cinert"), row.Double("sum_cvel"), row.Double("sum_qfrc_actuator"), row.Double("sumsq_cfrc_ext")],
                Math.Max(1e-10, 10 * tolerance), path, step, "sums");
        }

        if (row.Has("tgt"))
        {
            Near(simulation.BodyPositions.Slice(9, 2), row.Doubles("tip"), tolerance, path, step, "tip");
            Near(simulation.BodyPositions.Slice(12, 2), row.Doubles("tgt"), tolerance, path, step, "target");
        }
    }

    // The observation is put together here once more, from the recording alone. Returns what is wrong.
    private static string? Observed(float[] observation, JsonElement row, string model, MujocoVersion version, double tolerance)
    {
        var (q, v) = (row.Doubles("qpos"), row.Doubles("qvel"));
        double[] Clip(IEnumerable<double> values, double limit) => [.. values.Select(value => Math.Clamp(value, -limit, limit))];
        double[] expected = model switch
        {
            "half_cheetah" => [.. q[1..], .. v],
            "hopper" or "walker2d" or "walker2d_v5" => [.. q[1..], .. Clip(v, 10)],
            "ant" => [.. q[2..], .. v, .. version == MujocoVersion.V5 && row.Has("cfrc_ext") ? Clip(row.Doubles("cfrc_ext"), 1) : []],
            "humanoid" => [.. q[2..], .. v],
            "swimmer" => [.. q[2..], .. v],
            "reacher" when row.Has("tip") =>
            [
                Math.Cos(q[0]), Math.Cos(q[1]), Math.Sin(q[0]), Math.Sin(q[1]), q[2], q[3], v[0], v[1],
                .. row.Doubles("tip").Zip(row.Doubles("tgt"), (tip, target) => tip - target), .. version == MujocoVersion.V4 ? new double[1] : [],
            ],
            "inverted_pendulum" => [.. q, .. v],
            "inverted_double_pendulum" => [q[0], Math.Sin(q[1]), Math.Sin(q[2]), Math.Cos(q[1]), Math.Cos(q[2]), .. Clip(v, 10)],
            _ => [],
        };
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(observation[i] - expected[i]) <= (1e3 * tolerance) + (1e-6 * Math.Max(1, Math.Abs(expected[i])))))
            {
                return $"element {i} is {observation[i]}, not {expected[i]}";
            }
        }

        return null;
    }

    // The figures of the recordings' description: agreement measured between releases, and where chaos ends it.
    private static double? Tolerance(string model, int step)
    {
        var release = LoadedLibrary.Current.Version;
        var old = release.Major == 2;
        return model switch
        {
            "half_cheetah" => step <= 25 ? 1e-8 : step <= 50 ? 1e-4 : null,
            "ant" => old ? (step <= 90 ? 1e-6 : null) : step <= 25 ? 1e-5 : null,
            "humanoid" when release == LibraryVersion.Of(222) => 1e-9,
            "humanoid" => old ? (step <= 50 ? 1e-9 : null) : step <= 25 ? 1e-4 : null,
            _ => 1e-9,
        };
    }

    private static MujocoVersion[] Versions(string model) => model switch
    {
        "walker2d" => [MujocoVersion.V4],
        "walker2d_v5" => [MujocoVersion.V5],
        _ => [MujocoVersion.V4, MujocoVersion.V5],
    };

    private static MujocoEnvironment Make(string model, MujocoVersion version) => model switch
    {
        "half_cheetah" => MujocoEnvironment.HalfCheetah(new() { Version = version }),
        "hopper" => MujocoEnvironment.Hopper(new() { Version = version }),
        "walker2d" or "walker2d_v5" => MujocoEnvironment.Walker2d(new() { Version = version }),
        "ant" => MujocoEnvironment.Ant(new() { Version = version }),
        "humanoid" => MujocoEnvironment.Humanoid(new() { Version = version }),
        "swimmer" => MujocoEnvironment.Swimmer(new() { Version = version }),
        "reacher" => MujocoEnvironment.Reacher(new() { Version = version }),
        "inverted_pendulum" => MujocoEnvironment.InvertedPendulum(new() { Version = version }),
        "inverted_double_pendulum" => MujocoEnvironment.InvertedDoublePendulum(new() { Version = version }),
        _ => throw new InvalidOperationException($"There is no environment for recordings of '{model}'."),
    };

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static void Near(ReadOnlySpan<double> actual, double[] expected, double tolerance, string path, int step, string what)
    {
        actual.Length.Should().Be(expected.Length, $"{path}, step {step}, {what}");
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]))))
            {
                Assert.Fail($"{Path.GetFileName(path)}, step {step}, {what}[{i}]: {actual[i]:R} and not {expected[i]:R}, off by {actual[i] - expected[i]:R}");
            }
        }
    }
}
