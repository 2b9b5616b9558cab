using System.Runtime.CompilerServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>Argument checks of this assembly. NaN is out of every range.</summary>
internal static class Guard
{
    public static int Positive(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive.");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and positive.");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not negative.");

    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite.");

    public static MujocoVersion Version(MujocoVersion value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is MujocoVersion.V4 or MujocoVersion.V5
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be V4 or V5.");

    public static T NotNull<T>(T? value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class => value ?? throw new ArgumentNullException(name);

    /// <summary>Refuses bounds of which the lower is not below the upper.</summary>
    public static void Ordered(double low, double high, string lowName, string highName)
    {
        if (!(low < high))
        {
            throw new ArgumentException($"{lowName} must be below {highName}: {low} and {high}.", lowName);
        }
    }

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

    /// <summary>Refuses an action of another length, or with a coordinate that is NaN or that MuJoCo would call bad.</summary>
    public static void Action(ReadOnlySpan<float> action, int dimension)
    {
        if (action.Length != dimension)
        {
            throw new ArgumentException(
                $"The action has {action.Length} coordinates; this environment takes {dimension}.", nameof(action));
        }

        foreach (var coordinate in action)
        {
            if (!(Math.Abs(coordinate) <= 1e10f))
            {
                throw new ArgumentOutOfRangeException(nameof(action), coordinate, "Every coordinate of action must be in ±1E+10.");
            }
        }
    }

    /// <summary>Refuses a snapshot that does not fit what reads it.</summary>
    public static void Snapshot(bool valid, string what)
    {
        if (!valid)
        {
            throw new InvalidDataException($"The snapshot does not fit this environment: {what}.");
        }
    }
}
