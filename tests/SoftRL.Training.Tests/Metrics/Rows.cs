namespace SoftRL.Training.Tests;

/// <summary>Rows whose numbers can be told apart.</summary>
internal static class Rows
{
    public static MetricsRow Metrics(long step, double seconds = 1.5) => new()
    {
        Step = step,
        Seconds = seconds,
        EpisodeReturn = step * 0.5,
        EpisodeLength = 20,
        StepsPerSecond = step / seconds,
        Values = [new("loss/policy", -0.25), new("loss/value", 1e-9)],
        Entropy = 0.6931,
        Kl = 0.01,
    };

    public static EvaluationRow Evaluation(long step) => new()
    {
        Step = step,
        Seconds = 2.5,
        Episodes = 10,
        MeanReturn = 100 + step,
        StdReturn = 1.5,
        MinReturn = 9,
        MaxReturn = 500,
        MeanLength = 123.4,
        Seed = ulong.MaxValue,
    };
}
