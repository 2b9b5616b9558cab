using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using SoftRL.Core;

namespace SoftRL.Training;

/// <summary>
/// A number that changes with the environment steps taken: a closed choice between <see cref="Constant"/> and
/// <see cref="Linear"/>. A schedule is data: what it gives depends on the step alone, so a resumed run needs no state of it.
/// </summary>
/// <remarks>
/// The text form, used by <c>--set</c> and in JSON: <c>0.0007</c> (or <c>constant:0.0007</c>), <c>linear:FROM:TO</c> over the
/// whole run, <c>linear:FROM:TO:STEPS</c> over the first STEPS steps. <see cref="ToString"/> gives it back.
/// </remarks>
[JsonConverter(typeof(ScheduleJsonConverter))]
public abstract record Schedule : IParsable<Schedule>
{
    private Schedule()
    {
    }

    /// <summary>The smallest value it ever gives, for range checks of the options that hold it.</summary>
    [JsonIgnore]
    public abstract double Smallest { get; }

    /// <summary>The largest value it ever gives.</summary>
    [JsonIgnore]
    public abstract double Largest { get; }

    /// <summary>The value at a step.</summary>
    /// <param name="step">Environment steps taken so far, not negative; may exceed <paramref name="runSteps"/>.</param>
    /// <param name="runSteps">Environment steps of the whole run, positive: where a schedule without a length of its own ends.</param>
    /// <returns>The value, in the unit of the option that holds the schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    public double At(long step, long runSteps) =>
        Evaluate(Require.NonNegative(step, nameof(step)), Require.Positive(runSteps, nameof(runSteps)));

    /// <summary>Reads the text form.</summary>
    /// <param name="s">The text form described in the remarks of <see cref="Schedule"/>.</param>
    /// <param name="provider">Ignored: numbers are always in the invariant culture.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="FormatException">The text is no schedule; the message says what is allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or a length is not positive.</exception>
    public static Schedule Parse(string s, IFormatProvider? provider = null) => ScheduleText.Parse(s);

    /// <summary>Reads the text form without throwing.</summary>
    /// <param name="s">The text form described in the remarks of <see cref="Schedule"/>.</param>
    /// <param name="provider">Ignored: numbers are always in the invariant culture.</param>
    /// <param name="result">The schedule, when there is one.</param>
    /// <returns>Whether the text is a valid schedule.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Schedule result)
    {
        try
        {
            result = s is null ? null : ScheduleText.Parse(s);
        }
        catch (Exception refused) when (refused is FormatException or ArgumentOutOfRangeException)
        {
            result = null;
        }

        return result is not null;
    }

    /// <summary>The text form; <see cref="Parse"/> gives an equal schedule back.</summary>
    /// <returns>The text form.</returns>
    public sealed override string ToString() => ScheduleText.Format(this);

    private protected abstract double Evaluate(long step, long runSteps);

    /// <summary>The same value at every step.</summary>
    public sealed record Constant : Schedule
    {
        /// <summary>Creates the schedule.</summary>
        /// <param name="value">The value, finite.</param>
        /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
        public Constant(double value) => Value = value;

        /// <summary>The value, finite.</summary>
        public double Value { get; init => field = Require.Finite(value, nameof(Value)); }

        /// <inheritdoc/>
        public override double Smallest => Value;

        /// <inheritdoc/>
        public override double Largest => Value;

        private protected override double Evaluate(long step, long runSteps) => Value;
    }

    /// <summary>A straight line from one value to another, constant after its end.</summary>
    public sealed record Linear : Schedule
    {
        /// <summary>Creates the schedule.</summary>
        /// <param name="from">Value at step 0, finite.</param>
        /// <param name="to">Value at and after the end, finite.</param>
        /// <param name="overSteps">Environment steps from start to end, positive; the whole run when omitted.</param>
        /// <exception cref="ArgumentOutOfRangeException">A value is not finite or the length is not positive.</exception>
        public Linear(double from, double to, long? overSteps = null) => (From, To, OverSteps) = (from, to, overSteps);

        /// <summary>Value at step 0, finite.</summary>
        public double From { get; init => field = Require.Finite(value, nameof(From)); }

        /// <summary>Value at and after the end, finite; exact, without rounding.</summary>
        public double To { get; init => field = Require.Finite(value, nameof(To)); }

        /// <summary>Environment steps from start to end, positive; null is the whole run.</summary>
        public long? OverSteps
        {
            get;
            init => field = value is { } steps ? Require.Positive(steps, nameof(OverSteps)) : null;
        }

        /// <inheritdoc/>
        public override double Smallest => Math.Min(From, To);

        /// <inheritdoc/>
        public override double Largest => Math.Max(From, To);

        private protected override double Evaluate(long step, long runSteps)
        {
            var length = OverSteps ?? runSteps;
            return step >= length ? To : From + ((To - From) * (step / (double)length));
        }
    }
}
