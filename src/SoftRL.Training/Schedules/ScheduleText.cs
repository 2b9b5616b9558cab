using System.Globalization;

namespace SoftRL.Training;

/// <summary>The text form of a <see cref="Schedule"/>.</summary>
internal static class ScheduleText
{
    private const string Allowed = "a number, constant:VALUE, linear:FROM:TO or linear:FROM:TO:STEPS, such as 7e-4 or linear:7e-4:0";

    internal static Schedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':') switch
        {
            [var value] => new Schedule.Constant(Number(value, text)),
            ["constant", var value] => new Schedule.Constant(Number(value, text)),
            ["linear", var from, var to] => new Schedule.Linear(Number(from, text), Number(to, text)),
            ["linear", var from, var to, var steps] => new Schedule.Linear(Number(from, text), Number(to, text), Count(steps, text)),
            _ => throw Refused(text),
        };
    }

    internal static string Format(Schedule schedule) => schedule switch
    {
        Schedule.Constant constant => Text(constant.Value),
        Schedule.Linear { OverSteps: null } line => $"linear:{Text(line.From)}:{Text(line.To)}",
        Schedule.Linear line => $"linear:{Text(line.From)}:{Text(line.To)}:{line.OverSteps.Value.ToString(CultureInfo.InvariantCulture)}",
        _ => throw new ArgumentException($"No text form for {schedule.GetType()}.", nameof(schedule)),
    };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string part, string text) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Refused(text);

    private static long Count(string part, string text) =>
        long.TryParse(part, NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Refused(text);

    private static FormatException Refused(string text) => new($"'{text}' is no schedule; allowed: {Allowed}.");
}
