namespace SoftRL.Environments.Mujoco;

/// <summary>
/// Byte offsets of the fields that are used of mjModel and mjData, and the sizes of the two structures, measured by
/// <see cref="LayoutProbe"/>.
/// </summary>
internal sealed record StructureLayout
{
    public required ModelLayout Model { get; init; }

    public required DataLayout Data { get; init; }
}

/// <summary>Offsets in mjModel: counts (read as 32 bits), a double, and pointers to arrays.</summary>
internal sealed record ModelLayout
{
    public required int Size { get; init; }

    public required int PositionCount { get; init; }

    public required int VelocityCount { get; init; }

    public required int ControlCount { get; init; }

    public required int ActivationCount { get; init; }

    public required int BodyCount { get; init; }

    public required int GeomCount { get; init; }

    public required int SiteCount { get; init; }

    public required int Timestep { get; init; }

    public required int BodyMasses { get; init; }

    public required int GeomTypes { get; init; }

    public required int GeomSizes { get; init; }

    public required int GeomColours { get; init; }

    public required int ControlRanges { get; init; }
}

/// <summary>Offsets in mjData: a double, and pointers to arrays of doubles.</summary>
internal sealed record DataLayout
{
    public required int Size { get; init; }

    public required int Time { get; init; }

    public required int Positions { get; init; }

    public required int Velocities { get; init; }

    public required int Activations { get; init; }

    public required int WarmStart { get; init; }

    public required int Controls { get; init; }

    public required int BodyPositions { get; init; }

    public required int BodyCentres { get; init; }

    public required int GeomPositions { get; init; }

    public required int GeomRotations { get; init; }

    public required int SitePositions { get; init; }

    public required int BodyInertias { get; init; }

    public required int BodyVelocities { get; init; }

    public required int ActuatorForces { get; init; }

    public required int ConstraintForces { get; init; }

    public required int ContactForces { get; init; }
}
