namespace SoftRL.Training;

/// <summary>The update of an <see cref="IGradientAgent"/> that learns alone.</summary>
public static class GradientUpdate
{
    /// <summary>Takes every pass over a rollout: gradient, then step.</summary>
    /// <param name="agent">Learns. Borrowed.</param>
    /// <param name="rollout">What it collected. Borrowed.</param>
    /// <param name="step">Environment steps so far, this rollout included.</param>
    /// <param name="report">Whether figures are wanted, of the last pass.</param>
    /// <returns>The figures, or null.</returns>
    public static UpdateReport? Take(IGradientAgent agent, RolloutBuffer rollout, long step, bool report)
    {
        ArgumentNullException.ThrowIfNull(agent);
        UpdateReport? figures = null;
        var learningRate = 0.0;
        for (var pass = 0; pass < agent.Passes; pass++)
        {
            figures = agent.Differentiate(rollout, pass, report && pass == agent.Passes - 1);
            learningRate = agent.Step(step);
        }

        return figures is null ? null : figures with { GradientNorm = agent.LastGradientNorm, LearningRate = learningRate };
    }
}
