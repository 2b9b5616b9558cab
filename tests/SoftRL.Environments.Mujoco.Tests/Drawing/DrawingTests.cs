namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>Pictures.</summary>
public sealed class DrawingTests
{
    [Theory]
    [MemberData(nameof(Play.Ids), MemberType = typeof(Play))]
    public void ARobotIsInThePictureAndMoves(string id)
    {
        using var environment = Play.Make(id);
        var (before, after) = (new byte[environment.FrameWidth * environment.FrameHeight * 3], new byte[environment.FrameWidth * environment.FrameHeight * 3]);
        environment.Reset(1, environment.Observation());
        Array.Fill<byte>(before, 7);
        environment.Render(before);
        environment.Run(30);
        environment.Render(after);
        var changed = before.Zip(after).Count(pair => pair.First != pair.Second);
        changed.Should().BeGreaterThan(150, "something moved");
        before.Chunk(3).Select(pixel => (pixel[0], pixel[1], pixel[2])).Distinct().Count().Should().BeGreaterThan(50);
    }

    [Fact]
    public void DrawingChangesNothingAndAllocatesNothing()
    {
        using var drawn = Play.Make("Ant-v5");
        using var twin = Play.Make("Ant-v5");
        var pixels = new byte[drawn.FrameWidth * drawn.FrameHeight * 3];
        drawn.Run(10);
        twin.Run(10);
        drawn.Render(pixels);
        Allocations.Least(() => drawn.Render(pixels)).Should().Be(0);
        var (left, right) = (drawn.Observation(), twin.Observation());
        drawn.Step(new float[8], left);
        twin.Step(new float[8], right);
        left.Should().Equal(right);
    }

    [Fact]
    public void ARestoredEnvironmentIsDrawnAsTheOriginal()
    {
        using var original = Play.Make("Walker2d-v5");
        using var restored = Play.Make("Walker2d-v5");
        original.Run(25);
        using var stream = new MemoryStream();
        original.Save(new BinaryWriter(stream));
        stream.Position = 0;
        restored.Load(new BinaryReader(stream));
        var (left, right) = (new byte[320 * 240 * 3], new byte[320 * 240 * 3]);
        original.Render(left);
        restored.Render(right);
        left.Should().Equal(right);
    }

    [Fact]
    public void WrongPicturesAreRefused()
    {
        using var environment = Play.Make("Reacher-v5");
        var early = () => environment.Render(new byte[320 * 240 * 3]);
        early.Should().Throw<InvalidOperationException>().WithMessage("No episode was ever started*");
        environment.Reset(1, environment.Observation());
        var small = () => environment.Render(new byte[10]);
        small.Should().Throw<ArgumentException>().WithParameterName("pixels");
    }

    [Theory]
    [InlineData("sphere", "0.5", 0.5)]
    [InlineData("capsule", "0.2 0.3", 0.5)]
    [InlineData("cylinder", "0.2 0.3", 0.3)]
    public void ARayMeetsAShapeWhereItIs(string type, string size, double top)
    {
        using var model = MujocoModel.FromXml($"<mujoco><worldbody><geom type=\"{type}\" size=\"{size}\" pos=\"1 2 3\"/></worldbody></mujoco>");
        using var simulation = new MujocoSimulation(model);
        var shape = new GeomShape(simulation, 0);
        shape.Hit(new(1, 2, 9), new(0, 0, -1), out var up).Should().BeApproximately((float)(6 - top), 1e-5f);
        up.Z.Should().BeApproximately(1, 1e-5f);
        var side = (float)double.Parse(size.Split(' ')[0]);
        shape.Hit(new(9, 2, 3), new(-1, 0, 0), out var right).Should().BeApproximately(8 - side, 1e-5f);
        right.X.Should().BeApproximately(1, 1e-4f);
        shape.Hit(new(9, 4, 3), new(-1, 0, 0), out _).Should().Be(GeomShape.Nothing);
        shape.Hit(new(9, 2, 3), new(1, 0, 0), out _).Should().Be(GeomShape.Nothing, "it is behind");
    }
}
