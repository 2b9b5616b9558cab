namespace SoftRL.Tabular;

/// <summary>Depth-first listing of all trajectories of n steps.</summary>
internal sealed class TrajectoryEnumeration
{
    private readonly FiniteMdp mdp;
    private readonly double[,]? logPrior;
    private readonly int maxCount;
    private readonly TrajectoryStep[] path;
    private readonly List<TrajectoryStep[]> found = [];
    private readonly List<double> dynamics = [];

    private TrajectoryEnumeration(FiniteMdp mdp, int steps, double[,]? logPrior, int maxCount)
    {
        (this.mdp, this.logPrior, this.maxCount) = (mdp, logPrior, maxCount);
        path = new TrajectoryStep[steps];
    }

    internal static TrajectorySet Run(FiniteMdp mdp, int steps, double[,]? logPrior, int maxCount)
    {
        var listing = new TrajectoryEnumeration(mdp, steps, logPrior, maxCount);
        for (var s = 0; s < mdp.StateCount; s++)
        {
            listing.Walk(0, s, 1);
        }

        return new TrajectorySet(mdp, steps, listing.found, [.. listing.dynamics]);
    }

    private void Walk(int step, int state, double probability)
    {
        if (step == path.Length)
        {
            if (found.Count == maxCount)
            {
                throw new InvalidOperationException($"There are more than {maxCount} trajectories of {path.Length} steps; take fewer steps, a smaller model or a larger limit.");
            }

            found.Add([.. path]);
            dynamics.Add(probability);
            return;
        }

        for (var a = 0; a < mdp.ActionCount; a++)
        {
            if (Allows(state, a))
            {
                Act(step, state, a, probability);
            }
        }
    }

    private void Act(int step, int state, int action, double probability)
    {
        foreach (var outcome in mdp.Outcomes(state, action))
        {
            if (outcome.Probability == 0)
            {
                continue;
            }

            path[step] = new TrajectoryStep(state, action, outcome.NextState, outcome.Reward, outcome.Terminated, Live: true);
            if (outcome.Terminated)
            {
                path.AsSpan(step + 1).Fill(new TrajectoryStep(outcome.NextState, FirstAllowed(outcome.NextState), outcome.NextState, 0, Terminated: true, Live: false));
                Walk(path.Length, outcome.NextState, probability * outcome.Probability);
            }
            else
            {
                Walk(step + 1, outcome.NextState, probability * outcome.Probability);
            }
        }
    }

    private bool Allows(int state, int action) => logPrior is null || logPrior[state, action] > double.NegativeInfinity;

    private int FirstAllowed(int state)
    {
        var action = 0;
        while (!Allows(state, action))
        {
            action++;
        }

        return action;
    }
}
