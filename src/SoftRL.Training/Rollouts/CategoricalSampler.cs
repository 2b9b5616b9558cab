using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>Draws actions from softmax(scores) on the host: one uniform draw per row, first action whose cumulative probability exceeds it.</summary>
/// <remarks>The environments need the actions on the host in any case; drawing them there saves the tensor calls and makes them depend on our generator alone.</remarks>
public static class CategoricalSampler
{
    /// <summary>Draws one action per row.</summary>
    /// <param name="scores">Rows of scores, <c>[N · stride]</c>; the first <paramref name="actions"/> entries of each row count. −∞ masks an action.</param>
    /// <param name="stride">Entries per row.</param>
    /// <param name="actions">A, the actions per row.</param>
    /// <param name="scale">Factor on the scores: 1 for logits, 1/τ for Q-values; finite and positive.</param>
    /// <param name="logPrior">ln π̄ added after scaling, <c>[A]</c> or <c>[N · A]</c>, or empty.</param>
    /// <param name="random">Advanced by one draw per row.</param>
    /// <param name="chosen">Receives the actions, <c>[N]</c>.</param>
    /// <exception cref="DivergedException">A score is NaN or +∞, or every action of a row is masked.</exception>
    public static void Sample(
        ReadOnlySpan<float> scores, int stride, int actions, double scale, ReadOnlySpan<float> logPrior, ref Xoshiro256 random, Span<long> chosen)
    {
        Span<double> weights = stackalloc double[64];
        if (actions > weights.Length)
        {
            weights = new double[actions];
        }

        for (var row = 0; row < chosen.Length; row++)
        {
            var total = Weigh(scores.Slice(row * stride, actions), scale, RowOf(logPrior, row, actions), weights[..actions], row);
            var threshold = random.NextDouble() * total;
            chosen[row] = FirstAbove(weights[..actions], threshold);
        }
    }

    /// <summary>Takes the most probable action of each row, the first of equals.</summary>
    /// <param name="scores">As in <see cref="Sample"/>.</param>
    /// <param name="stride">Entries per row.</param>
    /// <param name="actions">A, the actions per row.</param>
    /// <param name="scale">As in <see cref="Sample"/>.</param>
    /// <param name="logPrior">As in <see cref="Sample"/>.</param>
    /// <param name="chosen">Receives the actions, <c>[N]</c>.</param>
    /// <exception cref="DivergedException">A score is NaN or +∞, or every action of a row is masked.</exception>
    public static void Greedy(ReadOnlySpan<float> scores, int stride, int actions, double scale, ReadOnlySpan<float> logPrior, Span<long> chosen)
    {
        Span<double> weights = stackalloc double[64];
        if (actions > weights.Length)
        {
            weights = new double[actions];
        }

        for (var row = 0; row < chosen.Length; row++)
        {
            _ = Weigh(scores.Slice(row * stride, actions), scale, RowOf(logPrior, row, actions), weights[..actions], row);
            var best = 0;
            for (var action = 1; action < actions; action++)
            {
                best = weights[action] > weights[best] ? action : best;
            }

            chosen[row] = best;
        }
    }

    private static ReadOnlySpan<float> RowOf(ReadOnlySpan<float> logPrior, int row, int actions)
        => logPrior.Length <= actions ? logPrior : logPrior.Slice(row * actions, actions);

    private static double Weigh(ReadOnlySpan<float> scores, double scale, ReadOnlySpan<float> logPrior, Span<double> weights, int row)
    {
        var highest = double.NegativeInfinity;
        for (var action = 0; action < scores.Length; action++)
        {
            var score = (scores[action] * scale) + (logPrior.IsEmpty ? 0 : logPrior[action]);
            if (double.IsNaN(score) || double.IsPositiveInfinity(score))
            {
                throw new DivergedException($"The policy's score of action {action} in environment {row} is {scores[action]}; the parameters have diverged.");
            }

            weights[action] = score;
            highest = Math.Max(highest, score);
        }

        if (double.IsNegativeInfinity(highest))
        {
            throw new DivergedException($"Every action of environment {row} has probability zero under the policy or its mask.");
        }

        var total = 0.0;
        for (var action = 0; action < scores.Length; action++)
        {
            weights[action] = Math.Exp(weights[action] - highest);
            total += weights[action];
        }

        return total;
    }

    private static int FirstAbove(ReadOnlySpan<double> weights, double threshold)
    {
        var last = 0;
        var cumulative = 0.0;
        for (var action = 0; action < weights.Length; action++)
        {
            if (weights[action] > 0)
            {
                last = action;
                cumulative += weights[action];
                if (cumulative > threshold)
                {
                    return action;
                }
            }
        }

        // Rounding can leave the threshold at the total: the last action that has any probability.
        return last;
    }
}
