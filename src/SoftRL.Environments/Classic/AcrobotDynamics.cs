namespace SoftRL.Environments;

/// <summary>
/// The dynamics of two links with a motor between them (Sutton and Barto's form), as pure functions, float64. Both
/// links have length 1 m, mass 1 kg, their centre of mass in the middle and moment of inertia 1 kg·m².
/// </summary>
public static class AcrobotDynamics
{
    internal const double TopVelocity1 = 4 * Math.PI;
    internal const double TopVelocity2 = 9 * Math.PI;
    private const double Centre = 0.5;
    private const double InitialRange = 0.1;

    /// <summary>One step of the classical Runge–Kutta method with constant torque.</summary>
    /// <param name="state">State before the step.</param>
    /// <param name="action">0, 1 or 2: negative, no or positive torque.</param>
    /// <param name="parameters">Physical parameters.</param>
    /// <returns>State after the step: angles wrapped, velocities clipped.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is not 0, 1 or 2.</exception>
    public static AcrobotState Step(in AcrobotState state, int action, AcrobotOptions parameters)
    {
        Guard.Action(action, 3);
        var torque = (action - 1) * parameters.Torque;
        var (dt, g) = (parameters.StepSeconds, parameters.Gravity);
        var k1 = Slope(state, torque, g);
        var k2 = Slope(Move(state, k1, dt / 2), torque, g);
        var k3 = Slope(Move(state, k2, dt / 2), torque, g);
        var k4 = Slope(Move(state, k3, dt), torque, g);
        var sum = Move(Move(Move(k1, k2, 2), k3, 2), k4, 1);
        var next = Move(state, sum, dt / 6);
        return new AcrobotState(
            Wrap(next.Angle1),
            Wrap(next.Angle2),
            Math.Clamp(next.Velocity1, -TopVelocity1, TopVelocity1),
            Math.Clamp(next.Velocity2, -TopVelocity2, TopVelocity2));
    }

    /// <summary>A random start: the parts of the state, in their order, each within ±0.1 and rounded to float32.</summary>
    /// <typeparam name="TDraws">Where the draws come from.</typeparam>
    /// <param name="draws">Four uniform draws are taken.</param>
    /// <returns>The state.</returns>
    public static AcrobotState Start<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws
    {
        var angle1 = Uniform(ref draws);
        var angle2 = Uniform(ref draws);
        var velocity1 = Uniform(ref draws);
        return new AcrobotState(angle1, angle2, velocity1, Uniform(ref draws));
    }

    /// <summary>Whether the tip is more than one link's length above the fixed joint.</summary>
    /// <param name="state">A state.</param>
    /// <returns>True in a terminal state.</returns>
    public static bool IsTerminal(in AcrobotState state) =>
        -Math.Cos(state.Angle1) - Math.Cos(state.Angle2 + state.Angle1) > 1;

    private static AcrobotState Slope(in AcrobotState s, double torque, double gravity)
    {
        var (sin, cos) = Math.SinCos(s.Angle2);
        var inertia1 = (Centre * Centre) + (1 + (Centre * Centre) + (2 * Centre * cos)) + 2;
        var inertia2 = (Centre * Centre) + (Centre * cos) + 1;
        var pull2 = Centre * gravity * Math.Cos(s.Angle1 + s.Angle2 - (Math.PI / 2));
        var pull1 = (-Centre * s.Velocity2 * s.Velocity2 * sin)
            - (2 * Centre * s.Velocity2 * s.Velocity1 * sin)
            + ((Centre + 1) * gravity * Math.Cos(s.Angle1 - (Math.PI / 2)))
            + pull2;
        var acceleration2 =
            (torque + (inertia2 / inertia1 * pull1) - (Centre * s.Velocity1 * s.Velocity1 * sin) - pull2)
            / ((Centre * Centre) + 1 - (inertia2 * inertia2 / inertia1));
        var acceleration1 = -((inertia2 * acceleration2) + pull1) / inertia1;
        return new AcrobotState(s.Velocity1, s.Velocity2, acceleration1, acceleration2);
    }

    private static AcrobotState Move(in AcrobotState s, in AcrobotState slope, double scale) => new(
        s.Angle1 + (scale * slope.Angle1),
        s.Angle2 + (scale * slope.Angle2),
        s.Velocity1 + (scale * slope.Velocity1),
        s.Velocity2 + (scale * slope.Velocity2));

    private static double Wrap(double angle) =>
        Math.Abs(angle) <= Math.PI ? angle : Math.IEEERemainder(angle, 2 * Math.PI);

    private static double Uniform<TDraws>(ref TDraws draws)
        where TDraws : struct, IRandomDraws => (float)((2 * InitialRange * draws.NextDouble()) - InitialRange);
}
