namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>What is measured agrees with what each release's headers say.</summary>
public sealed class LayoutTests
{
    // sizeof and offsetof with gcc on x86-64, by release.
    private static readonly string[][] s_table =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Layout", "offsets.csv")).Select(line => line.Split(','))];

    [Fact]
    public void TheLayoutOfThisMachinesReleaseIsThatOfItsHeaders()
    {
        var library = LoadedLibrary.Current;
        var known = s_table.Skip(1).SingleOrDefault(row => LibraryVersion.Of(int.Parse(row[0])) == library.Version);
        known.Should().NotBeNull($"MuJoCo {library.Version} must be among the releases whose layout is written down in offsets.csv");
        var (model, data) = (library.Layout.Model, library.Layout.Data);
        var measured = new Dictionary<string, int>
        {
            ["size.mjModel"] = model.Size,
            ["size.mjData"] = data.Size,
            ["m.nq"] = model.PositionCount,
            ["m.nv"] = model.VelocityCount,
            ["m.nu"] = model.ControlCount,
            ["m.na"] = model.ActivationCount,
            ["m.nbody"] = model.BodyCount,
            ["m.ngeom"] = model.GeomCount,
            ["m.opt.timestep"] = model.Timestep,
            ["m.body_mass"] = model.BodyMasses,
            ["m.actuator_ctrlrange"] = model.ControlRanges,
            ["d.time"] = data.Time,
            ["d.qpos"] = data.Positions,
            ["d.qvel"] = data.Velocities,
            ["d.act"] = data.Activations,
            ["d.qacc_warmstart"] = data.WarmStart,
            ["d.ctrl"] = data.Controls,
            ["d.xpos"] = data.BodyPositions,
            ["d.xipos"] = data.BodyCentres,
            ["d.geom_xpos"] = data.GeomPositions,
            ["d.site_xpos"] = data.SitePositions,
            ["d.cinert"] = data.BodyInertias,
            ["d.cvel"] = data.BodyVelocities,
            ["d.qfrc_actuator"] = data.ActuatorForces,
            ["d.qfrc_constraint"] = data.ConstraintForces,
            ["d.cfrc_ext"] = data.ContactForces,
        };
        measured.Should().Equal(s_table[0].Zip(known!).Skip(1).ToDictionary(pair => pair.First, pair => int.Parse(pair.Second)));
    }

    [Fact]
    public void EveryReleaseOfTheTableIsSupported() =>
        s_table.Skip(1).Select(row => LibraryVersion.Of(int.Parse(row[0]))).Should().OnlyContain(version => version.Supported);

    [Fact]
    public void TheProbesNumbersOccurOnce()
    {
        double[] sentinels =
        [
            ProbeModels.Time, ProbeModels.Timestep, .. ProbeModels.Positions[..7], .. ProbeModels.Velocities[..7], .. ProbeModels.Controls,
            .. ProbeModels.Activations, .. ProbeModels.Gears, .. ProbeModels.Masses[1..],
        ];
        sentinels.Where(value => value is not (0 or 1)).Should().OnlyHaveUniqueItems();
    }
}
