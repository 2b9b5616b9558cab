namespace SoftRL.Environments;

/// <summary>The dynamics of a rod on a motor, as pure functions, float64.</summary>
public static class PendulumDynamics
{
    /// <summary>One step: the velocity advances first, the angle with the new velocity.</summary>
    /// <param name="state">State before the step.</param>
    /// <param name="torque">Torque, N·m; clipped to the limit of the parameters.</param>
    /// <param name="parameters">Physical parameters.</param>
    /// <returns>State after the step.</returns>
    /// <remarks><c>θ'' = 3g/(2l)·sin θ + 3/(m·l²)·u</c>.</remarks>
    public static PendulumState Step(in PendulumState state, double torque, PendulumOptions parameters)
    {
        var (length, dt) = (parameters.Length, parameters.StepSeconds);
        var acceleration = (3 * parameters.Gravity / (2 * length) * Math.Sin(state.Angle))
            + (3 / (parameters.Mass * (length * length)) * Clip(torque, parameters));
        var velocity = Math.Clamp(
            state.Velocity + (acceleration * dt), -parameters.MaxVelocity, parameters.MaxVelocity);
        return new PendulumState(state.Angle + (velocity * dt), velocity);
    }

    /// <summary>The cost of a torque in a state: θ² + 0.1·θ'² + 0.001·u², with θ wrapped to ±π and u clipped.</summary>
    /// <param name="state">State before the step.</param>
    /// <param name="torque">Torque, N·m.</param>
    /// <param name="parameters">Holds the limit of the torque.</param>
    /// <returns>A value that is not negative; the reward is its negation.</returns>
    public static double Cost(in PendulumState state, double torque, PendulumOptions parameters)
    {
        var turn = (state.Angle + Math.PI) % (2 * Math.PI);
        var angle = (turn < 0 ? turn + (2 * Math.PI) : turn) - Math.PI;
        var clipped = Clip(torque, parameters);
        return (angle * angle) + (0.1 * (state.Velocity * state.Velocity)) + (0.001 * (clipped * clipped));
    }

    /// <summary>A random start: the angle within ±π, then the velocity within ±1.</summary>
    /// <typeparam name="TDraws">Where the draws come from.</typeparam>
    /// <param name="draws">Two uniform draws are taken.</param>
    /// <returns>The state.</returns>
    public static PendulumState Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        var angle = Math.PI * ((2 * draws.NextDouble()) - 1);
        return new PendulumState(angle, (2 * draws.NextDouble()) - 1);
    }

    private static double Clip(double torque, PendulumOptions parameters) =>
        Math.Clamp(torque, -parameters.MaxTorque, parameters.MaxTorque);
}
