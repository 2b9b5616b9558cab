using System.Text;

namespace SoftRL.Environments.Mujoco;

/// <summary>
/// Two tiny models. The first holds numbers that occur nowhere else, and moves so simply that what MuJoCo computes from them
/// is known; the second has other counts of everything.
/// </summary>
/// <remarks>
/// Bodies of the first: 1 slides along x and carries 2, which slides along y; 3 is a ball that slides along z into the floor; 4
/// slides along x against dry friction; 5 is free. Its axes never turn. Motors drive 1 and 2, integrators 3 and 4.
/// </remarks>
internal static class ProbeModels
{
    public const double Timestep = 0.0009765625;
    public const double Time = 41.6875;
    public const double Gravity = 7.25;
    public const double Friction = 0.6875;
    public const double Damping = 0.3125;

    public static readonly double[] Positions = [0.53125, -0.28125, -0.01953125, 0.8125, 21.5, 22.25, 23.125, 1, 0, 0, 0];
    public static readonly double[] Velocities = [1.375, -2.4375, -0.40625, 3.6875, 0.71875, -0.84375, 1.15625, 0, 0, 0];
    public static readonly double[] Controls = [0.21875, -0.34375, 0.0625, 0.09375];
    public static readonly double[] Activations = [0.59375, -0.46875];
    public static readonly double[] Gears = [3.25, 4.75, 5.5, 6.125];
    public static readonly double[] Masses = [0, 2.0625, 3.1875, 4.3125, 5.4375, 6.5625];

    /// <summary>Centres of mass in their bodies.</summary>
    public static readonly double[][] Centres =
        [[0, 0, 0], [0.015625, 0.03125, 0.046875], [0.0625, -0.078125, 0.09375], [0, 0, 0.109375], [0.125, 0.140625, -0.15625], [0, 0, 0]];

    /// <summary>Principal inertias, kg·m².</summary>
    public static readonly double[][] Inertias =
        [[0, 0, 0], [0.5, 0.625, 0.75], [0.875, 0.8125, 0.9375], [1.125, 1.25, 1.375], [1.4375, 1.5, 1.5625], [1.625, 1.6875, 1.75]];

    /// <summary>Frames of the bodies in the world when all joints are at 0; body 2 is given in body 1.</summary>
    public static readonly double[][] Places =
        [[0, 0, 0], [1.25, 0, 3.5], [0.25, 0.5, 0.75], [9.5, 1.5, 0.5], [-6.5, 2.5, 4.5], [0, 0, 0]];

    public static string First() => new StringBuilder()
        .Append("<mujoco><compiler inertiafromgeom=\"false\"/>")
        .Append(Text($"<option timestep=\"{Timestep}\" gravity=\"0 0 {-Gravity}\"/>"))
        .Append("<default><geom contype=\"0\" conaffinity=\"0\"/><joint pos=\"0 0 0\" limited=\"false\"/></default><worldbody>")
        .Append("<geom type=\"plane\" size=\"30 31 0.5\" contype=\"1\" conaffinity=\"1\" condim=\"1\" rgba=\"0.25 0.5 0.75 1\"/>")
        .Append(Body(1, $"<joint name=\"j1\" type=\"slide\" axis=\"1 0 0\" damping=\"{Damping}\"/>"))
        .Append("<geom type=\"capsule\" size=\"0.21875 0.28125\" pos=\"0.34375 0 0\" rgba=\"0.125 0.375 0.625 1\"/>")
        .Append("<site pos=\"0.1875 0.3125 0\"/>")
        .Append(Body(2, $"<joint name=\"j2\" type=\"slide\" axis=\"0 1 0\" damping=\"{Damping}\"/>"))
        .Append("<geom type=\"box\" size=\"0.15625 0.171875 0.203125\" quat=\"0.5 0.5 0.5 0.5\"/><site pos=\"0 0 0.65625\"/></body></body>")
        .Append(Body(3, $"<joint name=\"j3\" type=\"slide\" axis=\"0 0 1\"/>"))
        .Append("<geom type=\"sphere\" size=\"0.5\" contype=\"1\" conaffinity=\"1\" condim=\"1\"/></body>")
        .Append(Body(4, $"<joint name=\"j4\" type=\"slide\" axis=\"1 0 0\" frictionloss=\"{Friction}\"/>"))
        .Append("<geom type=\"sphere\" size=\"0.4375\"/><geom type=\"cylinder\" size=\"0.265625 0.296875\" pos=\"0 0 1\"/>")
        .Append("<site pos=\"0.40625 0 0\"/></body>")
        .Append(Body(5, $"<freejoint/>"))
        .Append("<geom type=\"ellipsoid\" size=\"0.359375 0.390625 0.421875\"/><geom type=\"sphere\" size=\"0.453125\" pos=\"0 1 0\"/></body>")
        .Append("</worldbody><actuator>")
        .Append(Text($"<motor joint=\"j1\" gear=\"{Gears[0]}\" ctrllimited=\"true\" ctrlrange=\"-1.0625 1.1875\"/>"))
        .Append(Text($"<motor joint=\"j2\" gear=\"{Gears[1]}\" ctrllimited=\"true\" ctrlrange=\"-1.3125 1.4375\"/>"))
        .Append(Text($"<general joint=\"j3\" gear=\"{Gears[2]}\" dyntype=\"integrator\" gainprm=\"1\" ctrllimited=\"true\" ctrlrange=\"-2 2.5\"/>"))
        .Append(Text($"<general joint=\"j4\" gear=\"{Gears[3]}\" dyntype=\"integrator\" gainprm=\"1\" ctrllimited=\"true\" ctrlrange=\"-3 3.5\"/>"))
        .Append("</actuator><keyframe>")
        .Append(Text($"<key time=\"{Time}\" qpos=\"{Join(Positions)}\" qvel=\"{Join(Velocities)}\" act=\"{Join(Activations)}\" ctrl=\"{Join(Controls)}\"/>"))
        .Append("</keyframe></mujoco>").ToString();

    /// <summary>8 sliding and 2 free bodies, 13 geoms, 9 sites, 7 motors and 5 integrators.</summary>
    public static string Second()
    {
        var text = new StringBuilder("<mujoco><worldbody>");
        for (var i = 0; i < 10; i++)
        {
            text.Append(Text($"<body pos=\"0 {3 * i} 0\">"))
                .Append(i < 8 ? Text($"<joint name=\"j{i}\" type=\"slide\" axis=\"1 0 0\"/>") : "<freejoint/>")
                .Append("<geom size=\"0.5\"/>").Append(i < 3 ? "<geom size=\"0.25\"/>" : "").Append(i < 9 ? "<site/>" : "").Append("</body>");
        }

        text.Append("</worldbody><actuator>");
        for (var i = 0; i < 12; i++)
        {
            text.Append(i < 7 ? Text($"<motor joint=\"j{i}\"/>") : Text($"<general joint=\"j{i - 7}\" dyntype=\"integrator\"/>"));
        }

        return text.Append("</actuator></mujoco>").ToString();
    }

    private static string Body(int index, FormattableString joint) => Text(
        $"<body pos=\"{Join(Places[index])}\"><inertial pos=\"{Join(Centres[index])}\" mass=\"{Masses[index]}\" diaginertia=\"{Join(Inertias[index])}\"/>")
        + Text(joint);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Join(double[] values) => string.Join(' ', values.Select(value => Text($"{value:R}")));
}
