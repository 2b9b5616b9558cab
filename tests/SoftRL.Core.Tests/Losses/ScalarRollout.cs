using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>Random rollouts, and returns along them by nested loops over plain numbers.</summary>
internal static class ScalarRollout
{
    /// <summary>A rollout with ends in it, and consistent values: V of a successor is V of the next row unless an episode ended.</summary>
    public static (RolloutTerms Rollout, Tensor Values) Draw(Random random, int length, int environments)
    {
        var count = length * environments;
        double[] values = Doubles.Draw(random, count, 3), next = Doubles.Draw(random, count, 3);
        double[] terminated = new double[count], truncated = new double[count];
        for (var i = 0; i < count; i++)
        {
            var end = random.Next(6);
            (terminated[i], truncated[i]) = (end == 0 ? 1 : 0, end == 1 ? 1 : 0);
            if (end > 1 && i + environments < count)
            {
                next[i] = values[i + environments];
            }
        }

        var rollout = new RolloutTerms
        {
            Rewards = Shaped(Doubles.Draw(random, count, 3), length, environments),
            NextValues = Shaped(next, length, environments),
            Terminated = Shaped(terminated, length, environments),
            Truncated = Shaped(truncated, length, environments),
            Kl = Shaped(Array.ConvertAll(Doubles.Draw(random, count), Math.Abs), length, environments),
        };
        return (rollout, Shaped(values, length, environments));
    }

    /// <summary>Σ_{d&lt;n} γᵈ (r − τKL) + γⁿ V − V(s_t), cut at ends.</summary>
    public static double[] NStepAdvantages(RolloutTerms rollout, Tensor values, double temperature, double discount, int steps) =>
        PerStep(rollout, values, (r, k, t, length) =>
        {
            double sum = 0, factor = 1;
            for (var d = 0; ; d++)
            {
                sum += factor * (r.Rewards[t + d, k] - (temperature * r.Kl[t + d, k]));
                factor *= discount;
                var ended = r.Terminated[t + d, k] == 1 || r.Truncated[t + d, k] == 1;
                if (ended || d + 1 == steps || t + d + 1 == length)
                {
                    return sum + (r.Terminated[t + d, k] == 1 ? 0 : factor * r.NextValues[t + d, k]) - r.Values[t, k];
                }
            }
        });

    /// <summary>τKL_t + Σ_i (γλ)ⁱ δ_{t+i}, cut at ends.</summary>
    public static double[] GeneralizedAdvantages(RolloutTerms rollout, Tensor values, double temperature, double discount, double lambda) =>
        PerStep(rollout, values, (r, k, t, length) =>
        {
            double sum = temperature * r.Kl[t, k], factor = 1;
            for (var u = t; u < length; u++)
            {
                var next = r.Terminated[u, k] == 1 ? 0 : r.NextValues[u, k];
                sum += factor * (r.Rewards[u, k] - (temperature * r.Kl[u, k]) + (discount * next) - r.Values[u, k]);
                factor *= discount * lambda;
                if (r.Terminated[u, k] == 1 || r.Truncated[u, k] == 1)
                {
                    break;
                }
            }

            return sum;
        });

    private static double[] PerStep(RolloutTerms rollout, Tensor values, Func<Grid, int, int, int, double> step)
    {
        int length = (int)rollout.Rewards.size(0), environments = (int)rollout.Rewards.size(1);
        var grid = new Grid(
            Numbers(rollout.Rewards), Numbers(rollout.NextValues), Numbers(rollout.Terminated), Numbers(rollout.Truncated),
            Numbers(rollout.Kl!), Numbers(values));
        var results = new double[length * environments];
        for (var t = 0; t < length; t++)
        {
            for (var k = 0; k < environments; k++)
            {
                results[(t * environments) + k] = step(grid, k, t, length);
            }
        }

        return results;
    }

    private static double[,] Numbers(Tensor tensor)
    {
        var flat = Read(tensor);
        var numbers = new double[tensor.size(0), tensor.size(1)];
        Buffer.BlockCopy(flat, 0, numbers, 0, flat.Length * sizeof(double));
        return numbers;
    }

    private sealed record Grid(
        double[,] Rewards, double[,] NextValues, double[,] Terminated, double[,] Truncated, double[,] Kl, double[,] Values);
}
