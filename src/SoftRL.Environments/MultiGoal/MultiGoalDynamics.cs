namespace SoftRL.Environments;

/// <summary>The rules of <see cref="MultiGoal"/> as pure functions.</summary>
public static class MultiGoalDynamics
{
    /// <summary>Number of goals: right, left, up and down of the origin, in this order.</summary>
    public const int Goals = 4;

    /// <summary>Where a goal is.</summary>
    /// <param name="goal">0 right, 1 left, 2 up, 3 down.</param>
    /// <param name="options">Parameters.</param>
    /// <returns>Its position.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such goal.</exception>
    public static MultiGoalState Goal(int goal, MultiGoalOptions options)
    {
        var distance = Guard.NotNull(options).GoalDistance;
        return goal switch
        {
            0 => new MultiGoalState(distance, 0),
            1 => new MultiGoalState(-distance, 0),
            2 => new MultiGoalState(0, distance),
            3 => new MultiGoalState(0, -distance),
            _ => throw new ArgumentOutOfRangeException(nameof(goal), goal, $"goal must be in 0..{Goals - 1}."),
        };
    }

    /// <summary>The nearest goal.</summary>
    /// <param name="state">A position.</param>
    /// <param name="options">Parameters.</param>
    /// <returns>The goal, the first of equals, and the squared distance to it.</returns>
    public static (int Goal, double SquaredDistance) Nearest(MultiGoalState state, MultiGoalOptions options)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var goal = 0; goal < Goals; goal++)
        {
            var (x, y) = Goal(goal, options);
            var squared = Square(state.X - x) + Square(state.Y - y);
            if (squared < least)
            {
                (nearest, least) = (goal, squared);
            }
        }

        return (nearest, least);
    }

    /// <summary>A position of an episode's start: Gaussian around the origin.</summary>
    /// <param name="random">Advanced by two Gaussian draws.</param>
    /// <param name="options">Parameters.</param>
    /// <returns>The position.</returns>
    public static MultiGoalState Start(ref Xoshiro256 random, MultiGoalOptions options)
    {
        var deviation = Guard.NotNull(options).StartDeviation;
        var (x, y) = (random.NextGaussian() * deviation, random.NextGaussian() * deviation);
        return Clip(x, y, options);
    }

    /// <summary>Moves by a velocity for one step.</summary>
    /// <param name="state">The position.</param>
    /// <param name="velocityX">Velocity to the right, clipped to ±1.</param>
    /// <param name="velocityY">Velocity upwards, clipped to ±1.</param>
    /// <param name="options">Parameters.</param>
    /// <returns>The next position, the reward, and whether a goal was reached.</returns>
    public static (MultiGoalState Next, double Reward, bool Reached) Step(
        MultiGoalState state, double velocityX, double velocityY, MultiGoalOptions options)
    {
        Guard.NotNull(options);
        var (x, y) = (Math.Clamp(velocityX, -1, 1), Math.Clamp(velocityY, -1, 1));
        var next = Clip(state.X + x, state.Y + y, options);
        var squared = Nearest(next, options).SquaredDistance;
        var reached = squared < Square(options.GoalRadius);
        var cost = (options.ActionCost * (Square(x) + Square(y))) + (options.DistanceCost * squared);
        return (next, (reached ? options.GoalReward : 0) - cost, reached);
    }

    private static MultiGoalState Clip(double x, double y, MultiGoalOptions options) =>
        new(Math.Clamp(x, -options.Limit, options.Limit), Math.Clamp(y, -options.Limit, options.Limit));

    private static double Square(double value) => value * value;
}
