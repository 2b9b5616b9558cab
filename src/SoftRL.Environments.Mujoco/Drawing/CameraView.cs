using System.Numerics;

namespace SoftRL.Environments.Mujoco;

/// <summary>Where a picture is taken from: a point to look at, which may follow a body in the plane, and an eye.</summary>
/// <param name="Body">Body whose x and y are followed; 0 stays at the origin.</param>
/// <param name="FollowsY">Whether y is followed too.</param>
/// <param name="Height">Height of the point to look at, m.</param>
/// <param name="Eye">Direction from that point to the eye, of length 1.</param>
/// <param name="Distance">Distance of the eye, m.</param>
internal readonly record struct CameraView(int Body, bool FollowsY, float Height, Vector3 Eye, float Distance)
{
    /// <summary>From the side, along with a planar robot's torso.</summary>
    public static CameraView FromTheSide(float height, float distance) => new(1, false, height, Direction(-90, 12), distance);

    /// <summary>From the side, at rest.</summary>
    public static CameraView Fixed(float height, float distance) => new(0, false, height, Direction(-90, 8), distance);

    /// <summary>Almost from above.</summary>
    public static CameraView FromAbove(int body, float height, float distance) => new(body, true, height, Direction(-90, 65), distance);

    /// <summary>From the side and a little from before and above.</summary>
    public static CameraView Oblique(int body, float height, float distance) => new(body, true, height, Direction(-60, 15), distance);

    private static Vector3 Direction(float azimuth, float elevation)
    {
        var (sinA, cosA) = MathF.SinCos(azimuth * MathF.PI / 180);
        var (sinE, cosE) = MathF.SinCos(elevation * MathF.PI / 180);
        return new Vector3(cosE * cosA, cosE * sinA, sinE);
    }
}
