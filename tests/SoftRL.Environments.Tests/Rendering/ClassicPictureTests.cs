namespace SoftRL.Environments.Tests;

public sealed class ClassicPictureTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(-0.2)]
    [InlineData(1.2)]
    public void ThePoleLeansWhereItsAngleSays(double angle)
    {
        var picture = CartPoleAt(0, angle);
        var (x, _) = picture.Middle(Shades.Orange);
        Math.Sign(x - (picture.Width / 2.0)).Should().Be(Math.Sign(angle));

        // Half the pole's length from the hinge.
        Math.Abs(x - (picture.Width / 2.0)).Should().BeApproximately(50 * Math.Sin(Math.Abs(angle)), 4);
    }

    [Fact]
    public void TheCartStandsWhereItIsAndTheLimitsAreMarked()
    {
        CartPoleAt(0, 0).Middle(Shades.Blue).X.Should().BeApproximately(300, 1);
        CartPoleAt(1.2, 0).Middle(Shades.Blue).X.Should().BeApproximately(420, 1);
        var limits = CartPoleAt(0, 0).Where(Shades.Red);
        limits.Min(place => place.X).Should().BeApproximately(60, 3);
        limits.Max(place => place.X).Should().BeApproximately(540, 3);
    }

    [Fact]
    public void TheCarRollsThroughTheValleyAndTheFlagStandsAtTheGoal()
    {
        var (leftX, leftY) = CarAt(-1.1).Middle(Shades.Blue);
        var (bottomX, bottomY) = CarAt(-Math.PI / 6).Middle(Shades.Blue);
        var (rightX, rightY) = CarAt(0.4).Middle(Shades.Blue);
        leftX.Should().BeLessThan(bottomX);
        bottomX.Should().BeLessThan(rightX);
        leftY.Should().BeLessThan(bottomY, "the picture's y points down");
        rightY.Should().BeLessThan(leftY);
        CarAt(0).Middle(Shades.Green).X.Should().BeApproximately(600 * 1.7 / 1.8, 20);
    }

    [Fact]
    public void ThePendulumPointsUpAtZeroAndLeansToTheLeftWhenPositive()
    {
        PendulumAt(0, 0).Middle(Shades.Orange).Should().Match<(double X, double Y)>(at => Math.Abs(at.X - 200) < 1 && at.Y < 140);
        PendulumAt(Math.PI, 0).Middle(Shades.Orange).Y.Should().BeGreaterThan(260);
        PendulumAt(1, 0).Middle(Shades.Orange).X.Should().BeLessThan(150);
    }

    [Fact]
    public void ThePendulumsArcGrowsAheadOfItWithItsSpeed()
    {
        PendulumAt(0, 0).Where(Shades.Blue).Should().BeEmpty();
        var (slow, fast) = (PendulumAt(0, 2).Where(Shades.Blue), PendulumAt(0, 8).Where(Shades.Blue));
        fast.Count.Should().BeGreaterThan(2 * slow.Count);
        fast.Should().OnlyContain(place => place.X < 204, "a positive velocity turns to the left");
        PendulumAt(0, -8).Where(Shades.Blue).Should().OnlyContain(place => place.X > 196);
    }

    [Fact]
    public void TheLinksHangAtZeroAndReachTheLineWhenRaised()
    {
        var hanging = AcrobotAt(0, 0);
        hanging.Middle(Shades.Blue).Should().Match<(double X, double Y)>(at => Math.Abs(at.X - 200) < 1 && at.Y > 220);
        hanging.Middle(Shades.Orange).Y.Should().BeGreaterThan(hanging.Middle(Shades.Blue).Y + 50);
        AcrobotAt(Math.PI / 2, 0).Middle(Shades.Orange).X.Should().BeGreaterThan(300, "positive is to the right");
        AcrobotAt(Math.PI / 2, -Math.PI / 2).Middle(Shades.Orange).Y.Should().BeGreaterThan(220, "the second angle is relative to the first");

        // The tip crosses the line where the episode ends: −cos θ₁ − cos(θ₁ + θ₂) = 1.
        var line = hanging.Middle(Shades.Green).Y;
        AcrobotAt(Math.PI, 0).Where(Shades.Orange).Min(place => place.Y).Should().BeLessThan(line);
        AcrobotAt(Math.PI, 2).Where(Shades.Orange).Min(place => place.Y).Should().BeLessThan(line);
        AcrobotAt(Math.PI / 2, 1).Where(Shades.Orange).Min(place => place.Y).Should().BeGreaterThan(line);
    }

    [Fact]
    public void ThePointMovesAmongFourGoals()
    {
        var environment = new MultiGoal(new MultiGoalOptions { StartDeviation = 0 });
        environment.Reset(1, new float[2]);
        Picture.Of(environment).Middle(Shades.Blue).Should().Match<(double X, double Y)>(at => Math.Abs(at.X - 200) < 1 && Math.Abs(at.Y - 200) < 1);
        Picture.Of(environment).Middle(Shades.Green).Should().Match<(double X, double Y)>(at => Math.Abs(at.X - 200) < 1 && Math.Abs(at.Y - 200) < 1);
        environment.Step([1, 0.5f], new float[2]);
        var (x, y) = Picture.Of(environment).Middle(Shades.Blue);
        x.Should().BeApproximately(200 + (184 / 7.0), 1);
        y.Should().BeApproximately(200 - (92 / 7.0), 1);
    }

    [Fact]
    public void TheirPaceIsThatOfTheirClocks()
    {
        Pace(new CartPole()).Should().Be(50);
        Pace(new Pendulum()).Should().Be(20);
        Pace(new CartPole(new CartPoleOptions { StepSeconds = 0.1 })).Should().Be(10);
        Pace(new Plain()).Should().Be(30, "that is what an environment without a clock gets");

        static double Pace(IRenderable stage) => stage.FramesPerSecond;
    }

    private static Picture CartPoleAt(double position, double angle) =>
        Picture.Of(CartPolePicture.Width, CartPolePicture.Height, pixels => CartPolePicture.Draw(new CartPoleState(position, 0, angle, 0), new CartPoleOptions(), pixels));

    private static Picture CarAt(double position) =>
        Picture.Of(MountainCarPicture.Width, MountainCarPicture.Height, pixels => MountainCarPicture.Draw(new MountainCarState(position, 0), 0.5, pixels));

    private static Picture PendulumAt(double angle, double velocity) =>
        Picture.Of(PendulumPicture.Size, PendulumPicture.Size, pixels => PendulumPicture.Draw(new PendulumState(angle, velocity), new PendulumOptions(), pixels));

    private static Picture AcrobotAt(double angle1, double angle2) =>
        Picture.Of(AcrobotPicture.Size, AcrobotPicture.Size, pixels => AcrobotPicture.Draw(new AcrobotState(angle1, angle2, 0, 0), pixels));

    private sealed class Plain : IRenderable
    {
        public int FrameWidth => 1;

        public int FrameHeight => 1;

        public void Render(Span<byte> pixels) => pixels.Clear();
    }
}
