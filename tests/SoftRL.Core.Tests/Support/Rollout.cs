using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>A small rollout as arrays, <c>[t][n]</c>, and the definitions of every target followed step by step.</summary>
internal sealed record Rollout(double[][] Rewards, double[][] Values, double[][] NextValues, double[][] Kl, StepKind[][] Ends)
{
    public int Length => Rewards.Length;

    public int Count => Rewards[0].Length;

    /// <summary>Where an episode goes on, the successor's value is the next row's value; elsewhere it is its own.</summary>
    public static Rollout Draw(Random random, int length, int count, double endings = 0.3)
    {
        var (values, next) = (random.NormalRows(length, count), random.NormalRows(length, count));
        var ends = Enumerable.Range(0, length).Select(_ => Enumerable.Range(0, count)
            .Select(_ => random.NextDouble() >= endings ? StepKind.GoesOn : (StepKind)random.Next(1, 3)).ToArray()).ToArray();
        for (var t = 0; t + 1 < length; t++)
        {
            for (var n = 0; n < count; n++)
            {
                next[t][n] = ends[t][n] == StepKind.GoesOn ? values[t + 1][n] : next[t][n];
            }
        }

        var kl = random.NormalRows(length, count).Select(row => row.Select(Math.Abs).ToArray()).ToArray();
        return new Rollout(random.NormalRows(length, count), values, next, kl, ends);
    }

    public RolloutTerms Terms(ScalarType dtype = ScalarType.Float64, string device = "cpu", bool withKl = true) => new()
    {
        Rewards = Rewards.ToTensor(dtype, device),
        NextValues = NextValues.ToTensor(dtype, device),
        Terminated = Flags(StepKind.Terminated).ToTensor(dtype, device),
        Truncated = Flags(StepKind.Truncated).ToTensor(dtype, device),
        Kl = withKl ? Kl.ToTensor(dtype, device) : null,
    };

    public Tensor ValueTensor(ScalarType dtype = ScalarType.Float64, string device = "cpu") => Values.ToTensor(dtype, device);

    /// <summary>Evaluates a definition at every step, in row order.</summary>
    public double[] Everywhere(Func<int, int, double> definition) =>
        [.. Enumerable.Range(0, Length).SelectMany(t => Enumerable.Range(0, Count).Select(n => definition(t, n)))];

    public double Reward(int t, int n, double temperature) => Rewards[t][n] - (temperature * Kl[t][n]);

    public double Bootstrap(int t, int n) => Ends[t][n] == StepKind.Terminated ? 0 : NextValues[t][n];

    public double Error(int t, int n, double temperature, double discount) =>
        Reward(t, n, temperature) + (discount * Bootstrap(t, n)) - Values[t][n];

    /// <summary>Number of steps from t to the end of its episode or of the rollout.</summary>
    public int Remaining(int t, int n)
    {
        var steps = 1;
        for (; t < Length - 1 && Ends[t][n] == StepKind.GoesOn; t++)
        {
            steps++;
        }

        return steps;
    }

    public double StateTarget(int t, int n, double temperature, double discount, int steps)
    {
        var window = Math.Min(steps, Remaining(t, n));
        var sum = Math.Pow(discount, window) * Bootstrap(t + window - 1, n);
        for (var d = 0; d < window; d++)
        {
            sum += Math.Pow(discount, d) * Reward(t + d, n, temperature);
        }

        return sum;
    }

    /// <summary>The mixture of n-step targets; the last window takes the weight that is left.</summary>
    public double LambdaTarget(int t, int n, double temperature, double discount, double lambda)
    {
        var (sum, left) = (0.0, 1.0);
        for (var steps = 1; steps < Remaining(t, n); steps++)
        {
            sum += left * (1 - lambda) * StateTarget(t, n, temperature, discount, steps);
            left *= lambda;
        }

        return sum + (left * StateTarget(t, n, temperature, discount, Remaining(t, n)));
    }

    private double[][] Flags(StepKind kind) => [.. Ends.Select(row => row.Select(end => end == kind ? 1.0 : 0.0).ToArray())];
}
