using System.Numerics;

namespace SoftRL.Environments.Mujoco;

/// <summary>Draws planes, spheres, capsules and cylinders by following a ray through each pixel; other shapes are left out.</summary>
internal static class SceneDrawing
{
    public const int Width = 320;
    public const int Height = 240;

    private const int MostGeoms = 64;
    private const float Zoom = 1.2f;
    private const float Tile = 0.5f;

    private static readonly Vector3 s_light = Vector3.Normalize(new Vector3(0.35f, -0.5f, 1));
    private static readonly Vector3 s_sky = new(0.82f, 0.88f, 0.94f);

    /// <summary>Draws the poses of a simulation; see <see cref="IRenderable.Render"/>.</summary>
    public static void Draw(MujocoSimulation simulation, in CameraView camera, Span<byte> pixels)
    {
        if (pixels.Length != Width * Height * 3)
        {
            throw new ArgumentException($"The picture has {pixels.Length} bytes; {Width * Height * 3} are written.", nameof(pixels));
        }

        var count = Math.Min(simulation.Model.GeomCount, MostGeoms);
        Span<GeomShape> scene = stackalloc GeomShape[count];
        for (var i = 0; i < count; i++)
        {
            scene[i] = new GeomShape(simulation, i);
        }

        var body = simulation.BodyPositions[(3 * camera.Body)..];
        var target = new Vector3((float)body[0], camera.FollowsY ? (float)body[1] : 0, camera.Height);
        var eye = target + (camera.Distance * camera.Eye);
        var right = Vector3.Normalize(Vector3.Cross(Vector3.UnitZ, camera.Eye));
        var up = Vector3.Cross(camera.Eye, right);
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                var (x, y) = ((column + 0.5f - (Width / 2)) / (Height / 2), ((Height / 2) - row - 0.5f) / (Height / 2));
                var ray = Vector3.Normalize((x * right) + (y * up) - (2 * Zoom * camera.Eye));
                Write(Colour(scene, eye, ray), pixels.Slice(((row * Width) + column) * 3, 3));
            }
        }
    }

    private static Vector3 Colour(ReadOnlySpan<GeomShape> scene, Vector3 eye, Vector3 ray)
    {
        var (nearest, hit, normal) = (GeomShape.Nothing, -1, default(Vector3));
        for (var i = 0; i < scene.Length; i++)
        {
            if (MayMeet(scene[i], eye, ray) && scene[i].Hit(eye, ray, out var its) is var distance && distance < nearest)
            {
                (nearest, hit, normal) = (distance, i, its);
            }
        }

        if (hit < 0)
        {
            return s_sky;
        }

        var place = eye + (nearest * ray);
        var colour = scene[hit].Colour * (scene[hit].IsPlane ? Checker(place) : 1);
        var light = 0.45f + (0.55f * Math.Max(0, Vector3.Dot(normal, s_light)));
        if (scene[hit].IsPlane)
        {
            light *= InShadow(scene, place + (1e-4f * normal)) ? 0.6f : 1;
            return Vector3.Lerp(colour * light, s_sky, Math.Clamp((nearest - 8) / 25, 0, 1));
        }

        return colour * light;
    }

    private static bool InShadow(ReadOnlySpan<GeomShape> scene, Vector3 place)
    {
        foreach (ref readonly var shape in scene)
        {
            if (!shape.IsPlane && MayMeet(shape, place, s_light) && shape.Hit(place, s_light, out _) < GeomShape.Nothing)
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayMeet(in GeomShape shape, Vector3 origin, Vector3 direction)
    {
        var offset = shape.Centre - origin;
        var along = Vector3.Dot(offset, direction);
        return shape.IsPlane || offset.LengthSquared() - (along * along) <= shape.Reach * shape.Reach;
    }

    private static float Checker(Vector3 place) =>
        (((int)MathF.Floor(place.X / Tile) + (int)MathF.Floor(place.Y / Tile)) & 1) == 0 ? 1 : 0.86f;

    private static void Write(Vector3 colour, Span<byte> pixel)
    {
        for (var i = 0; i < 3; i++)
        {
            pixel[i] = (byte)Math.Clamp((int)(colour[i] * 255), 0, 255);
        }
    }
}
