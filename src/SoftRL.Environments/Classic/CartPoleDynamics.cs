namespace SoftRL.Environments;

/// <summary>The dynamics of a pole balanced on a cart (Barto, Sutton and Anderson 1983), as pure functions, float64.</summary>
public static class CartPoleDynamics
{
    /// <summary>One explicit Euler step: positions advance with the old velocities, then the velocities do.</summary>
    /// <param name="state">State before the step.</param>
    /// <param name="action">0 pushes left, 1 pushes right.</param>
    /// <param name="parameters">Physical parameters.</param>
    /// <returns>State after the step.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is neither 0 nor 1.</exception>
    /// <remarks>
    /// With M the total mass, m and l the pole's mass and half length, F the signed force:
    /// <c>u = (F + m·l·θ'²·sin θ) / M</c>, <c>θ'' = (g·sin θ − cos θ·u) / (l·(4/3 − m·cos²θ / M))</c>,
    /// <c>x'' = u − m·l·θ''·cos θ / M</c>.
    /// </remarks>
    public static CartPoleState Step(in CartPoleState state, int action, CartPoleOptions parameters)
    {
        Guard.Action(action, 2);
        var total = parameters.CartMass + parameters.PoleMass;
        var moment = parameters.PoleMass * parameters.PoleHalfLength;
        var force = action == 1 ? parameters.Force : -parameters.Force;
        var (sin, cos) = Math.SinCos(state.Angle);

        var push = (force + (moment * (state.AngularVelocity * state.AngularVelocity) * sin)) / total;
        var angular = ((parameters.Gravity * sin) - (cos * push))
            / (parameters.PoleHalfLength * ((4.0 / 3.0) - (parameters.PoleMass * (cos * cos) / total)));
        var linear = push - (moment * angular * cos / total);

        var dt = parameters.StepSeconds;
        return new CartPoleState(
            state.Position + (dt * state.Velocity),
            state.Velocity + (dt * linear),
            state.Angle + (dt * state.AngularVelocity),
            state.AngularVelocity + (dt * angular));
    }

    /// <summary>A random start: position, velocity, angle and angular velocity, drawn in this order.</summary>
    /// <typeparam name="TDraws">Where the draws come from.</typeparam>
    /// <param name="parameters">Holds the range of the start.</param>
    /// <param name="draws">Four uniform draws are taken.</param>
    /// <returns>The state.</returns>
    public static CartPoleState Start<TDraws>(CartPoleOptions parameters, ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        var range = parameters.InitialRange;
        var position = Uniform(ref draws, range);
        var velocity = Uniform(ref draws, range);
        var angle = Uniform(ref draws, range);
        return new CartPoleState(position, velocity, angle, Uniform(ref draws, range));
    }

    /// <summary>Whether the cart or the pole is past its limit.</summary>
    /// <param name="state">A state.</param>
    /// <param name="parameters">Holds the limits.</param>
    /// <returns>True in a terminal state.</returns>
    public static bool IsTerminal(in CartPoleState state, CartPoleOptions parameters) =>
        Math.Abs(state.Position) > parameters.PositionLimit || Math.Abs(state.Angle) > parameters.AngleLimit;

    private static double Uniform<TDraws>(ref TDraws draws, double range)
        where TDraws : struct, IRandomDraws => (2 * range * draws.NextDouble()) - range;
}
