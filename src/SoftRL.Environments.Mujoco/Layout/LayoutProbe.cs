using Probe = SoftRL.Environments.Mujoco.ProbeModels;

namespace SoftRL.Environments.Mujoco;

/// <summary>Finds out where a MuJoCo library keeps its fields, by looking for what <see cref="ProbeModels"/> must put there.</summary>
internal static unsafe class LayoutProbe
{
    /// <summary>Measures the layout, and sees that warnings arrive.</summary>
    /// <exception cref="InvalidDataException">A field was not found, or more than one looks like it.</exception>
    public static StructureLayout Measure(NativeFunctions functions)
    {
        using var blocks = new MemoryBlocks(functions);
        var (first, second) = (Load(functions, Probe.First()), Load(functions, Probe.Second()));
        var data = functions.MakeData(first);
        try
        {
            functions.ResetDataKeyframe(first, data, 0);
            functions.Forward(first, data);
            functions.RnePostConstraint(first, data);
            var layout = new StructureLayout
            {
                Model = MeasureModel(new StructureScan(first), new StructureScan(second)),
                Data = MeasureData(new StructureScan(data)),
            };
            functions.Step(first, data);
            layout = layout with { Data = layout.Data with { WarmStart = WarmStart(new StructureScan(data), layout.Data) } };
            CheckWarnings(functions, first, data, layout.Data);
            return layout;
        }
        finally
        {
            functions.DeleteData(data);
            functions.DeleteModel(first);
            functions.DeleteModel(second);
        }
    }

    private static nint Load(NativeFunctions functions, string xml)
    {
        using var file = new TemporaryModelFile(xml);
        return NativeModel.Load(functions, file.Path);
    }

    private static ModelLayout MeasureModel(StructureScan first, StructureScan second) => new()
    {
        Size = first.Size,
        PositionCount = first.Count("nq", 11, second, 22),
        VelocityCount = first.Count("nv", 10, second, 20),
        ControlCount = first.Count("nu", 4, second, 12),
        ActivationCount = first.Count("na", 2, second, 5),
        BodyCount = first.Count("nbody", 6, second, 11),
        GeomCount = first.Count("ngeom", 8, second, 13),
        SiteCount = first.Count("nsite", 3, second, 9),
        Timestep = first.Double("opt.timestep", Probe.Timestep),
        BodyMasses = first.Array("body_mass", Probe.Masses),
        GeomTypes = first.Bytes("geom_type", (int)GeomType.Plane, (int)GeomType.Capsule, (int)GeomType.Box, (int)GeomType.Sphere,
            (int)GeomType.Sphere, (int)GeomType.Cylinder, (int)GeomType.Ellipsoid, (int)GeomType.Sphere),
        GeomSizes = first.Array("geom_size", 30, 31, 0.5, 0.21875, 0.28125, 0, 0.15625, 0.171875, 0.203125, 0.5, 0, 0, 0.4375, 0, 0),
        GeomColours = first.Bytes("geom_rgba", 0.25f, 0.5f, 0.75f, 1, 0.125f, 0.375f, 0.625f, 1, 0.5f, 0.5f, 0.5f, 1),
        ControlRanges = first.Array("actuator_ctrlrange", -1.0625, 1.1875, -1.3125, 1.4375, -2, 2.5, -3, 3.5),
    };

    private static DataLayout MeasureData(StructureScan data)
    {
        var constraints = data.Array("qfrc_constraint", 0, 0, double.NaN, -Probe.Friction, 0, 0, 0, 0, 0, 0);
        var contact = data.Element(constraints, 2);
        return new DataLayout
        {
            Size = data.Size,
            Time = data.Double("time", Probe.Time),
            Positions = data.Array("qpos", Probe.Positions),
            Velocities = data.Array("qvel", Probe.Velocities),
            Activations = data.Array("act", Probe.Activations),
            WarmStart = 0,
            Controls = data.Array("ctrl", Probe.Controls),
            BodyPositions = data.Array("xpos", ProbeExpectations.BodyPositions()),
            BodyCentres = data.Array("xipos", ProbeExpectations.BodyCentres()),
            GeomPositions = data.Array("geom_xpos", ProbeExpectations.GeomPositions()),
            GeomRotations = data.Array("geom_xmat", ProbeExpectations.GeomRotations()),
            SitePositions = data.Array("site_xpos", ProbeExpectations.SitePositions()),
            BodyInertias = data.Array("cinert", ProbeExpectations.BodyInertias()),
            BodyVelocities = data.Array("cvel", ProbeExpectations.BodyVelocities()),
            ActuatorForces = data.Array("qfrc_actuator", ProbeExpectations.ActuatorForces()),
            ConstraintForces = constraints,
            ContactForces = data.Array("cfrc_ext", ProbeExpectations.ContactForces(contact)),
        };
    }

    // After mj_step (in old releases after mj_forward already) the accelerations at its beginning stand in qacc_warmstart, one of
    // the state's arrays, and in qacc, behind the controls.
    private static int WarmStart(StructureScan data, DataLayout layout)
    {
        var found = data.Arrays(ProbeExpectations.Accelerations());
        return found.Count == 2 && found[0] > layout.Positions && found[0] < layout.Controls && found[1] > layout.Controls
            ? found[0]
            : throw new InvalidDataException("qacc_warmstart was not found");
    }

    private static void CheckWarnings(NativeFunctions functions, nint model, nint data, DataLayout layout)
    {
        var before = NativeHooks.Warnings;
        new StructureScan(data).SetElement(layout.Positions, 0, double.NaN);
        functions.Step(model, data);
        if (NativeHooks.Warnings == before)
        {
            throw new InvalidDataException("a position that is no number gave no warning");
        }
    }
}
