using Probe = SoftRL.Environments.Mujoco.ProbeModels;

namespace SoftRL.Environments.Mujoco;

/// <summary>What arrays of mjData hold after mj_forward in the keyframe of the first probe model; NaN where it is not known.</summary>
internal static class ProbeExpectations
{
    private const double Any = double.NaN;

    public static double[] BodyPositions() => [.. Frames().SelectMany(frame => frame)];

    public static double[] BodyCentres() => [.. Frames().SelectMany((frame, body) => Sum(frame, Probe.Centres[body]))];

    public static double[] GeomPositions()
    {
        var frames = Frames();
        return
        [
            .. frames[0], .. Sum(frames[1], [0.34375, 0, 0]), .. frames[2], .. frames[3],
            .. frames[4], .. Sum(frames[4], [0, 0, 1]), .. frames[5], .. Sum(frames[5], [0, 1, 0]),
        ];
    }

    // The box is turned by the quaternion (½, ½, ½, ½), which maps x to y to z to x.
    public static double[] GeomRotations()
    {
        double[] none = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        return [.. none, .. none, 0, 0, 1, 1, 0, 0, 0, 1, 0, .. none, .. none, .. none, .. none, .. none];
    }

    public static double[] SitePositions()
    {
        var frames = Frames();
        return [.. Sum(frames[1], [0.1875, 0.3125, 0]), .. Sum(frames[2], [0, 0, 0.65625]), .. Sum(frames[4], [0.40625, 0, 0])];
    }

    // Inertia about the tree's centre of mass, that centre, mass: only the mass is plain for the two bodies of one tree.
    public static double[] BodyInertias() =>
    [
        .. Enumerable.Range(0, 6).SelectMany(body => (double[])(body is 1 or 2
            ? [Any, Any, Any, Any, Any, Any, Any, Any, Any, Probe.Masses[body]]
            : [.. Probe.Inertias[body], 0, 0, 0, 0, 0, 0, Probe.Masses[body]])),
    ];

    public static double[] BodyVelocities()
    {
        var v = Probe.Velocities;
        return
        [
            0, 0, 0, 0, 0, 0,
            0, 0, 0, v[0], 0, 0,
            0, 0, 0, v[0], v[1], 0,
            0, 0, 0, 0, 0, v[2],
            0, 0, 0, v[3], 0, 0,
            0, 0, 0, v[4], v[5], v[6],
        ];
    }

    public static double[] ActuatorForces() =>
    [
        Probe.Gears[0] * Probe.Controls[0], Probe.Gears[1] * Probe.Controls[1],
        Probe.Gears[2] * Probe.Activations[0], Probe.Gears[3] * Probe.Activations[1], 0, 0, 0, 0, 0, 0,
    ];

    public static double[] Accelerations()
    {
        var (force, v, mass) = (ActuatorForces(), Probe.Velocities, Probe.Masses);
        return
        [
            (force[0] - (Probe.Damping * v[0])) / (mass[1] + mass[2]), (force[1] - (Probe.Damping * v[1])) / mass[2],
            Any, (force[3] - Probe.Friction) / mass[4], 0, 0, -Probe.Gravity, 0, 0, 0,
        ];
    }

    /// <summary>Torque and force from outside on each body: only the floor pushes, the ball, straight up.</summary>
    public static double[] ContactForces(double contact) => contact > 0
        ?
        [
            Any, Any, Any, Any, Any, Any, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, contact, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ]
        : throw new InvalidDataException("the probe's ball does not rest on the floor");

    private static double[][] Frames()
    {
        var (places, q) = (Probe.Places, Probe.Positions);
        var carrier = Sum(places[1], [q[0], 0, 0]);
        return
        [
            places[0], carrier, Sum(Sum(carrier, places[2]), [0, q[1], 0]),
            Sum(places[3], [0, 0, q[2]]), Sum(places[4], [q[3], 0, 0]), [q[4], q[5], q[6]],
        ];
    }

    private static double[] Sum(double[] left, double[] right) => [left[0] + right[0], left[1] + right[1], left[2] + right[2]];
}
