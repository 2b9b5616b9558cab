using System.Diagnostics;
using SoftRL.Environments;

namespace SoftRL.Cli;

/// <summary>Environments that count the time they take.</summary>
/// <param name="inner">The environments; owned from here on.</param>
internal sealed class TimedEnvironment(IVectorEnvironment inner) : IVectorEnvironmentWrapper
{
    /// <inheritdoc/>
    public IVectorEnvironment Inner => inner;

    /// <summary>Ticks of <see cref="Stopwatch"/> spent in steps.</summary>
    public long Ticks { get; set; }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> actions)
    {
        var start = Stopwatch.GetTimestamp();
        inner.Step(actions);
        Ticks += Stopwatch.GetTimestamp() - start;
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<float> actions)
    {
        var start = Stopwatch.GetTimestamp();
        inner.Step(actions);
        Ticks += Stopwatch.GetTimestamp() - start;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
