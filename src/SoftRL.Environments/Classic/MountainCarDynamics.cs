namespace SoftRL.Environments;

/// <summary>The dynamics of an underpowered car in a valley (Moore 1990), as pure functions, float64.</summary>
public static class MountainCarDynamics
{
    internal const double Left = -1.2;
    internal const double Right = 0.6;
    internal const double TopSpeed = 0.07;

    /// <summary>One step: the velocity advances first, the position with the new velocity.</summary>
    /// <param name="state">State before the step.</param>
    /// <param name="throttle">Part of the engine's force, in −1 … 1; negative drives left.</param>
    /// <param name="parameters">Physical parameters.</param>
    /// <returns>State after the step; both parts are clipped to their ranges, and the left wall stops the car.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="throttle"/> is out of its range.</exception>
    /// <remarks><c>v ← v + throttle·force − gravity·cos 3x</c>, <c>x ← x + v</c>.</remarks>
    public static MountainCarState Step(in MountainCarState state, double throttle, MountainCarOptions parameters)
    {
        Guard.Within(-1, 1, throttle);
        var push = (throttle * parameters.Force) - (parameters.Gravity * Math.Cos(3 * state.Position));
        var velocity = Math.Clamp(state.Velocity + push, -TopSpeed, TopSpeed);
        var position = Math.Clamp(state.Position + velocity, Left, Right);
        return new MountainCarState(position, position == Left && velocity < 0 ? 0 : velocity);
    }

    /// <summary>A random start: at rest, uniformly in −0.6 … −0.4.</summary>
    /// <typeparam name="TDraws">Where the draw comes from.</typeparam>
    /// <param name="draws">One uniform draw is taken.</param>
    /// <returns>The state.</returns>
    public static MountainCarState Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => new(-0.6 + (0.2 * draws.NextDouble()), 0);

    /// <summary>Whether the car has reached the goal and does not roll back.</summary>
    /// <param name="state">A state.</param>
    /// <param name="parameters">Holds the goal.</param>
    /// <returns>True in a terminal state.</returns>
    public static bool IsTerminal(in MountainCarState state, MountainCarOptions parameters) =>
        state.Position >= parameters.GoalPosition && state.Velocity >= 0;
}
