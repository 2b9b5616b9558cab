using System.Numerics;

namespace SoftRL.Environments.Mujoco;

/// <summary>A geom placed in the world, and where a ray meets it.</summary>
internal readonly struct GeomShape
{
    /// <summary>Farther than anything that is drawn.</summary>
    public const float Nothing = float.PositiveInfinity;

    private readonly GeomType type;
    private readonly Vector3 centre;
    private readonly Vector3 axisX;
    private readonly Vector3 axisY;
    private readonly Vector3 axisZ;
    private readonly Vector3 size;

    public GeomShape(MujocoSimulation simulation, int index)
    {
        var model = simulation.Model;
        type = (GeomType)model.GeomTypes[index];
        centre = At(simulation.GeomPositions, 3 * index, 1);
        var rotation = simulation.GeomRotations;
        (axisX, axisY, axisZ) = (At(rotation, 9 * index, 3), At(rotation, (9 * index) + 1, 3), At(rotation, (9 * index) + 2, 3));
        size = At(model.GeomSizes, 3 * index, 1);
        var colours = model.GeomColours;
        Colour = new Vector3(colours[4 * index], colours[(4 * index) + 1], colours[(4 * index) + 2]);
    }

    public Vector3 Colour { get; }

    public bool IsPlane => type == GeomType.Plane;

    /// <summary>Radius of a ball about <see cref="Centre"/> that holds the geom; a plane has none.</summary>
    public float Reach => type switch
    {
        GeomType.Sphere => size.X,
        GeomType.Capsule => size.X + size.Y,
        GeomType.Cylinder => MathF.Sqrt((size.X * size.X) + (size.Y * size.Y)),
        _ => 0,
    };

    public Vector3 Centre => centre;

    /// <summary>Distance along a ray of unit direction at which it enters the geom; <see cref="Nothing"/> when it does not.</summary>
    public float Hit(Vector3 origin, Vector3 direction, out Vector3 normal)
    {
        normal = default;
        var offset = origin - centre;
        switch (type)
        {
            case GeomType.Plane:
                normal = axisZ;
                var slope = Vector3.Dot(direction, axisZ);
                var along = -Vector3.Dot(offset, axisZ) / slope;
                return slope < 0 && along > 0 ? along : Nothing;
            case GeomType.Sphere:
                return Ball(offset, direction, out normal);
            case GeomType.Capsule or GeomType.Cylinder:
                return Rod(offset, direction, out normal);
            default:
                return Nothing;
        }
    }

    private float Ball(Vector3 offset, Vector3 direction, out Vector3 normal)
    {
        var half = Vector3.Dot(offset, direction);
        var root = (half * half) - offset.LengthSquared() + (size.X * size.X);
        var distance = root >= 0 ? -half - MathF.Sqrt(root) : Nothing;
        normal = distance < Nothing ? (offset + (distance * direction)) / size.X : default;
        return distance > 0 ? distance : Nothing;
    }

    // The side of a cylinder; beyond its ends balls (capsule) or discs (cylinder).
    private float Rod(Vector3 offset, Vector3 direction, out Vector3 normal)
    {
        var (z, slope) = (Vector3.Dot(offset, axisZ), Vector3.Dot(direction, axisZ));
        var (flatOffset, flatDirection) = (offset - (z * axisZ), direction - (slope * axisZ));
        var a = flatDirection.LengthSquared();
        var b = Vector3.Dot(flatOffset, flatDirection);
        var root = (b * b) - (a * (flatOffset.LengthSquared() - (size.X * size.X)));
        if (root >= 0 && a > 1e-9f)
        {
            var distance = (-b - MathF.Sqrt(root)) / a;
            if (distance > 0 && Math.Abs(z + (distance * slope)) <= size.Y)
            {
                normal = (flatOffset + (distance * flatDirection)) / size.X;
                return distance;
            }
        }

        return type == GeomType.Capsule
            ? Nearer(Ball(offset - (size.Y * axisZ), direction, out var top), top, Ball(offset + (size.Y * axisZ), direction, out var bottom), bottom, out normal)
            : Disc(z, slope, flatOffset, flatDirection, out normal);
    }

    private float Disc(float z, float slope, Vector3 flatOffset, Vector3 flatDirection, out Vector3 normal)
    {
        var side = slope < 0 ? 1f : -1f;
        var distance = ((side * size.Y) - z) / slope;
        normal = side * axisZ;
        return distance > 0 && (flatOffset + (distance * flatDirection)).LengthSquared() <= size.X * size.X ? distance : Nothing;
    }

    private static float Nearer(float first, Vector3 firstNormal, float second, Vector3 secondNormal, out Vector3 normal)
    {
        normal = first <= second ? firstNormal : secondNormal;
        return Math.Min(first, second);
    }

    private static Vector3 At(ReadOnlySpan<double> values, int start, int stride) =>
        new((float)values[start], (float)values[start + stride], (float)values[start + (2 * stride)]);
}
