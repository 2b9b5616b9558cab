using SoftRL.Core;

namespace SoftRL.Training;

/// <summary>Figures of training over the environment steps since the row before: one line of <c>metrics.jsonl</c>.</summary>
/// <remarks>
/// Keys of the line, in this order: <c>step</c>, <c>seconds</c>, <c>episode_return</c>, <c>episode_length</c>,
/// <c>steps_per_second</c>, the names of <see cref="Values"/>, <c>policy/entropy</c>, <c>policy/kl</c>. JSON has no
/// not-a-number and no infinities; they become null, as does an absent figure.
/// </remarks>
public sealed record MetricsRow
{
    internal const string StepKey = "step";
    internal const string SecondsKey = "seconds";
    internal const string EpisodeReturnKey = "episode_return";
    internal const string EpisodeLengthKey = "episode_length";
    internal const string StepsPerSecondKey = "steps_per_second";
    internal const string EntropyKey = "policy/entropy";
    internal const string KlKey = "policy/kl";

    private static readonly string[] Reserved =
        [StepKey, SecondsKey, EpisodeReturnKey, EpisodeLengthKey, StepsPerSecondKey, EntropyKey, KlKey];

    /// <summary>Keys whose values depend on the clock: the only ones in which two runs of one seed may differ.</summary>
    public static IReadOnlyList<string> ClockKeys { get; } = [SecondsKey, StepsPerSecondKey];

    /// <summary>Environment steps taken so far, all environments together; not negative.</summary>
    public required long Step { get; init => field = Require.NonNegative(value, nameof(Step)); }

    /// <summary>Seconds of training so far, without pauses between a stop and a resume.</summary>
    public required double Seconds { get; init; }

    /// <summary>Mean return, in reward units, of the episodes that ended; null when none did.</summary>
    public double? EpisodeReturn { get; init; }

    /// <summary>Mean length, in steps, of the episodes that ended; null when none did.</summary>
    public double? EpisodeLength { get; init; }

    /// <summary>Environment steps per second of clock time.</summary>
    public double StepsPerSecond { get; init; }

    /// <summary>Mean entropy of the policy, nats.</summary>
    public double? Entropy { get; init; }

    /// <summary>Mean divergence of the policy from its reference policy, nats.</summary>
    public double? Kl { get; init; }

    /// <summary>The agent's own figures, in the order in which they are stored; the same names in every row of a run.</summary>
    /// <exception cref="ArgumentException">A name is empty, used twice, or the key of another property.</exception>
    public IReadOnlyList<Metric> Values
    {
        get;
        init => field = Checked(value, nameof(Values));
    } = [];

    private static IReadOnlyList<Metric> Checked(IReadOnlyList<Metric> values, string parameter)
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        for (var i = 0; i < values.Count; i++)
        {
            var name = values[i].Name;
            if (string.IsNullOrEmpty(name) || Reserved.Contains(name) || values.Take(i).Any(earlier => earlier.Name == name))
            {
                throw new ArgumentException($"A metric cannot be called '{name}': the name is empty or taken.", parameter);
            }
        }

        return values;
    }
}
