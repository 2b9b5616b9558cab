namespace SoftRL.Environments.Mujoco;

/// <summary>Shapes as MuJoCo numbers them; their size is half-lengths, or a radius and a half-length along z.</summary>
internal enum GeomType
{
    Plane = 0,
    Sphere = 2,
    Capsule = 3,
    Ellipsoid = 4,
    Cylinder = 5,
    Box = 6,
}
