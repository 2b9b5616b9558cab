namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>Models of the user's own.</summary>
public sealed class ModelTests
{
    private const string Pendulum = """
        <mujoco>
          <option timestep="0.004"/>
          <worldbody>
            <body name="rod" pos="0 0 2">
              <joint name="hinge" type="hinge" axis="0 1 0" damping="0.1"/>
              <geom name="bar" type="capsule" fromto="0 0 0 0 0 -1" size="0.05" mass="3"/>
              <site name="tip" pos="0 0 -1"/>
            </body>
          </worldbody>
          <actuator><motor joint="hinge" ctrllimited="true" ctrlrange="-2 3"/></actuator>
        </mujoco>
        """;

    [Fact]
    public void AModelSaysWhatItHas()
    {
        using var model = MujocoModel.FromXml(Pendulum);
        (model.PositionCount, model.VelocityCount, model.ControlCount, model.ActivationCount).Should().Be((1, 1, 1, 0));
        (model.BodyCount, model.GeomCount, model.SiteCount, model.Timestep).Should().Be((2, 1, 1, 0.004));
        model.BodyMasses.ToArray().Should().Equal(0, 3);
        model.ControlRanges.ToArray().Should().Equal(-2, 3);
        (model.BodyIndex("rod"), model.GeomIndex("bar"), model.SiteIndex("tip")).Should().Be((1, 0, 0));
        var other = () => model.BodyIndex("leg");
        other.Should().Throw<ArgumentException>().WithMessage("*no body called 'leg'*");
    }

    [Fact]
    public void AFallingBodyFallsAsItMust()
    {
        using var model = MujocoModel.FromXml(
            "<mujoco><option timestep=\"0.001\"/><worldbody><body pos=\"0 0 9\"><freejoint/><geom size=\"0.1\"/></body></worldbody></mujoco>");
        using var simulation = new MujocoSimulation(model);
        simulation.Step(500);
        simulation.Time.Should().BeApproximately(0.5, 1e-12);
        // Semi-implicit Euler: g·dt²·n(n + 1)/2.
        simulation.Positions[2].Should().BeApproximately(9 - (9.81 * 1e-6 * 500 * 501 / 2), 1e-9);
        simulation.Velocities[2].Should().BeApproximately(-9.81 * 0.5, 1e-9);
        simulation.Forward();
        simulation.BodyPositions[5].Should().BeApproximately(simulation.Positions[2], 1e-12);
        simulation.GeomPositions[2].Should().BeApproximately(simulation.Positions[2], 1e-12);
        simulation.Reset();
        (simulation.Time, simulation.Positions[2]).Should().Be((0, 9));
    }

    [Fact]
    public void ForcesAreReported()
    {
        using var model = MujocoModel.FromXml(
            "<mujoco><worldbody><geom type=\"plane\" size=\"5 5 1\"/><body pos=\"0 0 0.1\"><freejoint/><geom size=\"0.1\" mass=\"2\"/></body></worldbody></mujoco>");
        using var simulation = new MujocoSimulation(model);
        simulation.Step(1000);
        simulation.Forward();
        simulation.ComputeContactForces();
        simulation.ConstraintForces[2].Should().BeApproximately(2 * 9.81, 1e-3);
        simulation.ContactForces[11].Should().BeApproximately(2 * 9.81, 1e-3);
        simulation.BodyCentres[5].Should().BeApproximately(0.1, 1e-2);
        simulation.BodyInertias[19].Should().BeApproximately(2, 1e-12);
        simulation.BodyVelocities[11].Should().BeApproximately(0, 1e-3);
        simulation.ActuatorForces.ToArray().Should().OnlyContain(force => force == 0);
        simulation.Activations.Length.Should().Be(0);
    }

    [Theory]
    [InlineData("<mujoco", "XML")]
    [InlineData("<mujoco><nonsense/></mujoco>", "nonsense")]
    [InlineData("<mujoco><worldbody><body><joint type=\"hinge\" axis=\"0 0 1\"/></body></worldbody></mujoco>", "mass and inertia")]
    [InlineData("<mujoco><worldbody><geom type=\"capsule\" size=\"-1 1\"/></worldbody></mujoco>", "size")]
    [InlineData("not a model", "")]
    public void MalformedMjcfIsRefusedWithMujocosReason(string xml, string reason)
    {
        var load = () => MujocoModel.FromXml(xml);
        load.Should().Throw<InvalidDataException>().WithMessage($"The model is refused by MuJoCo {MujocoLibrary.Version}: *{reason}*");
    }

    [Fact]
    public void AFileThatIsMissingOrNoModelIsNamed()
    {
        var missing = () => MujocoModel.FromFile("/nowhere/robot.xml");
        missing.Should().Throw<FileNotFoundException>().WithMessage("*'/nowhere/robot.xml'*");
        var path = Path.Combine(Path.GetTempPath(), $"softrl-test-{Guid.NewGuid():N}.xml");
        File.WriteAllText(path, "<mujoco>");
        var load = () => MujocoModel.FromFile(path);
        load.Should().Throw<InvalidDataException>().WithMessage($"The model '{path}' is refused*");
        File.WriteAllText(path, Pendulum);
        using (var model = MujocoModel.FromFile(path))
        {
            model.BodyCount.Should().Be(2);
        }

        File.Delete(path);
        var empty = () => MujocoModel.FromXml(" ");
        empty.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void AModelThatCannotBeSteppedIsRefusedWhenItIsLoaded()
    {
        // Balls that fall into the floor in their first step. With a stack that is enough for the fall but not for the contacts,
        // MuJoCo compiles the model and then meets an error from which there is no return.
        var balls = string.Concat(Enumerable.Range(0, 8).Select(i => $"<body pos=\"{i} 0 0.2\"><freejoint/><geom size=\"0.1\"/></body>"));
        var old = LoadedLibrary.Current.Version is { Major: 2, Minor: < 3 };
        var messages = Enumerable.Range(0, 30).Select(i => (int)(200 * Math.Pow(1.3, i))).Select(size => Refusal(
            $"<mujoco><option timestep=\"0.02\" gravity=\"0 0 -300\"/><size {(old ? $"nstack=\"{size}\"" : $"memory=\"{8 * size}\"")}/>"
            + $"<worldbody><geom type=\"plane\" size=\"50 50 1\"/>{balls}</worldbody></mujoco>")).ToArray();
        messages.Should().Contain(message => message.Contains("The model cannot be simulated: ") && message.Contains("tack"));
        messages[^1].Should().BeEmpty("there is enough memory");

        using var another = MujocoModel.FromXml(Pendulum);
        another.BodyCount.Should().Be(2, "the library goes on");
    }

    [Fact]
    public void ABlownUpStateIsReportedAndCounted()
    {
        using var model = MujocoModel.FromXml(Pendulum);
        using var simulation = new MujocoSimulation(model);
        simulation.Velocities[0] = double.NaN;
        var step = () => simulation.Step(10);
        step.Should().Throw<EnvironmentException>().WithMessage("MuJoCo warned: *QVEL*");
        simulation.Warnings.Should().Be(1);
        simulation.Reset();
        simulation.Step(10);
        simulation.Controls[0] = double.NaN;
        step.Should().Throw<EnvironmentException>().WithMessage("MuJoCo warned: *CTRL*");
        simulation.Warnings.Should().Be(2);
    }

    [Fact]
    public void ASnapshotContinuesBitForBitAndFitsItsModelAlone()
    {
        using var model = MujocoModel.FromXml(Pendulum);
        using var simulation = new MujocoSimulation(model);
        simulation.Controls[0] = 1.5;
        simulation.Step(100);
        var bytes = Saved(simulation);
        simulation.Step(100);
        using var other = new MujocoSimulation(model);
        other.Load(new BinaryReader(new MemoryStream(bytes)));
        other.Time.Should().BeApproximately(0.4, 1e-9);
        other.Step(100);
        other.Positions[0].Should().Be(simulation.Positions[0]);
        other.SitePositions.ToArray().Should().Equal(simulation.SitePositions.ToArray());

        using var wrong = new MujocoSimulation(ModelCache.Get(ModelCache.Read("hopper.xml")));
        var load = () => wrong.Load(new BinaryReader(new MemoryStream(bytes)));
        load.Should().Throw<InvalidDataException>().WithMessage("*another model*");
        BitConverter.GetBytes(double.NaN).CopyTo(bytes, 48);
        var broken = () => other.Load(new BinaryReader(new MemoryStream(bytes)));
        broken.Should().Throw<InvalidDataException>().WithMessage("*not finite*");
    }

    [Fact]
    public void ASimulationOutlivesTheDisposalOfItsModelButNotItsOwn()
    {
        var model = MujocoModel.FromXml(Pendulum);
        var simulation = new MujocoSimulation(model);
        model.Dispose();
        simulation.Step(5);
        simulation.Time.Should().BeApproximately(0.02, 1e-12);
        simulation.Dispose();
        simulation.Dispose();
        var step = () => simulation.Step();
        step.Should().Throw<ObjectDisposedException>();
        var masses = () => model.BodyMasses.Length;
        masses.Should().Throw<ObjectDisposedException>();
        var make = () => new MujocoSimulation(model);
        make.Should().Throw<ObjectDisposedException>();
    }

    private static string Refusal(string xml)
    {
        try
        {
            MujocoModel.FromXml(xml).Dispose();
            return "";
        }
        catch (InvalidDataException refusal)
        {
            return refusal.Message;
        }
    }

    private static byte[] Saved(MujocoSimulation simulation)
    {
        using var stream = new MemoryStream();
        simulation.Save(new BinaryWriter(stream));
        return stream.ToArray();
    }
}
