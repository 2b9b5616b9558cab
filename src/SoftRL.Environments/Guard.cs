using System.Runtime.CompilerServices;

namespace SoftRL.Environments;

/// <summary>Argument checks of this assembly. NaN is out of every range.</summary>
internal static class Guard
{
    public static int Positive(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive.");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and positive.");

    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite.");

    public static double Within(
        double min, double max, double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= min && value <= max
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be in [{min}, {max}].");

    public static int Within(int min, int max, int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= min && value <= max
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be in {min}..{max}.");

    public static T Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}.");

    public static T NotNull<T>(T? value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class => value ?? throw new ArgumentNullException(name);

    /// <summary>Refuses an observation buffer whose length is not the size of the observation space.</summary>
    public static void Observation(ReadOnlySpan<float> observation, int size)
    {
        if (observation.Length != size)
        {
            throw new ArgumentException(
                $"The observation buffer has {observation.Length} elements; this environment writes {size}.",
                nameof(observation));
        }
    }

    /// <summary>Refuses an action index outside 0..count−1.</summary>
    public static void Action(int action, int count)
    {
        if ((uint)action >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(nameof(action), action, $"action must be in 0..{count - 1}.");
        }
    }

    /// <summary>Refuses an action vector of another length, or with a coordinate that is not finite.</summary>
    public static void Action(ReadOnlySpan<float> action, int dimension)
    {
        if (action.Length != dimension)
        {
            throw new ArgumentException(
                $"The action has {action.Length} coordinates; this environment takes {dimension}.", nameof(action));
        }

        foreach (var coordinate in action)
        {
            Finite(coordinate, nameof(action));
        }
    }

    /// <summary>Refuses a step outside an episode.</summary>
    public static void Running(bool running)
    {
        if (!running)
        {
            throw new InvalidOperationException(
                "No episode is running: Step was called before Reset or after the episode ended. Call Reset first.");
        }
    }

    /// <summary>Refuses a picture buffer of another size.</summary>
    public static void Pixels(ReadOnlySpan<byte> pixels, int width, int height)
    {
        if (pixels.Length != 3L * width * height)
        {
            throw new ArgumentException(
                $"The picture buffer has {pixels.Length} bytes; {width} x {height} pixels take {3L * width * height}.",
                nameof(pixels));
        }
    }

    /// <summary>Refuses to draw what has no state yet.</summary>
    public static void Started(bool started)
    {
        if (!started)
        {
            throw new InvalidOperationException("No episode was started, so there is nothing to draw. Call Reset first.");
        }
    }

    /// <summary>Refuses a snapshot that does not fit the environment that reads it.</summary>
    public static void Snapshot(bool valid, string what)
    {
        if (!valid)
        {
            throw new InvalidDataException($"The snapshot does not fit this environment: {what}.");
        }
    }
}
