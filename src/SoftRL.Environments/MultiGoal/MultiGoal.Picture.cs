namespace SoftRL.Environments;

/// <content>Drawing: the goals with the circles in which they count as reached, lines of equal cost, and the point.</content>
public sealed partial class MultiGoal : IRenderable
{
    private const int Size = 400;
    private const double Margin = 16;

    /// <inheritdoc/>
    public int FrameWidth => Size;

    /// <inheritdoc/>
    public int FrameHeight => Size;

    /// <inheritdoc/>
    public double FramesPerSecond => 10;

    /// <inheritdoc/>
    public void Render(Span<byte> pixels)
    {
        var canvas = new Canvas(pixels, Size, Size);
        Guard.Started(clock.Started);
        canvas.Clear(Shades.Ground);
        var scale = ((Size / 2.0) - Margin) / options.Limit;

        // Around each goal alike: larger circles first, so that the nearest goal's lines are seen.
        for (var ring = 3; ring >= 1; ring--)
        {
            Rings(canvas, scale, options.GoalRadius + (ring * (options.GoalDistance - options.GoalRadius) / 3), Shades.Faint);
        }

        Rings(canvas, scale, options.GoalRadius, Shades.Green);
        for (var goal = 0; goal < MultiGoalDynamics.Goals; goal++)
        {
            var (x, y) = At(MultiGoalDynamics.Goal(goal, options), scale);
            canvas.Disc(x, y, 7, Shades.Green);
        }

        var (pointX, pointY) = At(state, scale);
        canvas.Disc(pointX, pointY, 10, Shades.Blue);
    }

    private static (double X, double Y) At(MultiGoalState position, double scale) =>
        ((Size / 2.0) + (position.X * scale), (Size / 2.0) - (position.Y * scale));

    /// <summary>The outline of the discs around all goals together.</summary>
    private void Rings(Canvas canvas, double scale, double radius, Rgb color)
    {
        for (var layer = 0; layer < 2; layer++)
        {
            for (var goal = 0; goal < MultiGoalDynamics.Goals; goal++)
            {
                var (x, y) = At(MultiGoalDynamics.Goal(goal, options), scale);
                canvas.Disc(x, y, (radius * scale) + (layer == 0 ? 1 : -1), layer == 0 ? color : Shades.Ground);
            }
        }
    }
}
