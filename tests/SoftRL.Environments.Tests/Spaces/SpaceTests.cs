namespace SoftRL.Environments.Tests;

public sealed class SpaceTests
{
    [Fact]
    public void SpacesAreEqualWhenTheirContentIs()
    {
        ObservationSpace.Uniform([2, 3], 0, 1).Should().Be(ObservationSpace.Uniform([2, 3], 0, 1));
        ObservationSpace.Uniform([2, 3], 0, 1).Should().NotBe(ObservationSpace.Uniform([3, 2], 0, 1));
        ObservationSpace.Uniform([2], 0, 1).Should().NotBe(ObservationSpace.Uniform([2], 0, 2));
        ObservationSpace.Uniform([2], 0, 1).Should().NotBe(ObservationSpace.Uniform([2], 0, 1, ElementType.UInt8));
        ObservationSpace.Vector([0, 0], [1, 1]).Should().Be(ObservationSpace.Uniform([2], 0, 1));
        ObservationSpace.Uniform([2], 0, 1).GetHashCode().Should().Be(ObservationSpace.Vector([0, 0], [1, 1]).GetHashCode());
        new BoxActions([-1], [1]).Should().Be(new BoxActions([-1], [1]));
        new BoxActions([-1], [1]).Should().NotBe(new BoxActions([-1], [2]));
        new DiscreteActions(3).Should().Be(new DiscreteActions(3));
    }

    [Fact]
    public void SizeIsTheProductOfTheShape()
    {
        var space = ObservationSpace.Uniform([4, 10, 10]);
        space.Size.Should().Be(400);
        space.Rank.Should().Be(3);
        space.ToString().Should().Be("Float32 [4, 10, 10]");
        space.Low[399].Should().Be(float.NegativeInfinity);
    }

    [Fact]
    public void FindsTheFirstElementOutside()
    {
        var space = ObservationSpace.Vector([-1, 0, float.NegativeInfinity], [1, 0, float.PositiveInfinity]);
        space.FirstOutside([1, 0, 1e30f]).Should().Be(-1);
        space.FirstOutside([1.1f, 0, 0]).Should().Be(0);
        space.FirstOutside([0, float.NaN, 0]).Should().Be(1);
        space.FirstOutside([0, 0, float.NaN]).Should().Be(2);
        var wrong = () => space.FirstOutside([0]);
        wrong.Should().Throw<ArgumentException>().WithParameterName("observation");
    }

    [Fact]
    public void KnowTheirActions()
    {
        new DiscreteActions(3).Contains(2).Should().BeTrue();
        new DiscreteActions(3).Contains(3).Should().BeFalse();
        new DiscreteActions(3).Contains(-1).Should().BeFalse();
        var box = new BoxActions([-1, 0], [1, 2]);
        box.Contains([1, 2]).Should().BeTrue();
        box.Contains([1, 2.1f]).Should().BeFalse();
        box.Contains([float.NaN, 0]).Should().BeFalse();
        box.Contains([0]).Should().BeFalse();
    }

    [Fact]
    public void SayWhetherTheyAreStacksOfFrames()
    {
        var space = ObservationSpace.Uniform([4, 84, 84], 0, 255, ElementType.UInt8);
        space.StackedFrames.Should().Be(0);
        var stack = space.AsStack(4);
        (stack.StackedFrames, stack.StackStart, stack.Size).Should().Be((4, FrameStackStart.Repeated, space.Size));
        stack.Should().NotBe(space);
        stack.Should().NotBe(space.AsStack(4, FrameStackStart.Zeros));
        stack.Should().NotBe(space.AsStack(2));
        stack.Should().Be(ObservationSpace.Uniform([4, 84, 84], 0, 255, ElementType.UInt8).AsStack(4));
        stack.Flattened().Should().Be(ObservationSpace.Uniform([4 * 84 * 84], 0, 255, ElementType.UInt8));
    }

    [Fact]
    public void CopyTheirBounds()
    {
        float[] low = [0], high = [1];
        var space = ObservationSpace.Vector(low, high);
        low[0] = 7;
        space.Low[0].Should().Be(0);
    }

    [Fact]
    public void RefuseWhatIsNoSpace()
    {
        Refused(() => new DiscreteActions(0), "count");
        Refused(() => new BoxActions([], []), "high");
        Refused(() => new BoxActions([0], [float.NaN]), "high");
        Refused(() => new BoxActions([0], [float.PositiveInfinity]), "high");
        Refused(() => new BoxActions([1], [0]), "high");
        Refused(() => ObservationSpace.Vector([0, 0], [1]), "high");
        Refused(() => ObservationSpace.Vector([float.NaN], [1]), "high");
        Refused(() => ObservationSpace.Uniform([]), "shape");
        Refused(() => ObservationSpace.Uniform([2, 0]), "shape");
        Refused(() => ObservationSpace.Uniform([int.MaxValue, int.MaxValue]), "shape");
        Refused(() => ObservationSpace.Uniform([2], 1, 0), "high");
        Refused(() => ObservationSpace.Uniform([2], float.NaN, 0), "high");
        Refused(() => ObservationSpace.Uniform([4, 2]).AsStack(3), "frames");
        Refused(() => ObservationSpace.Uniform([4, 2]).AsStack(0), "frames");
        Refused(() => ObservationSpace.Uniform([4, 2]).AsStack(2, (FrameStackStart)2), "start");
        Refused(() => ObservationSpace.Uniform([4, 2], 1, 2).AsStack(2, FrameStackStart.Zeros), "start");
    }

    private static void Refused(Func<object> make, string parameter) =>
        make.Should().Throw<ArgumentException>().WithParameterName(parameter);
}
