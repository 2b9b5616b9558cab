using SoftRL.Tabular;

namespace SoftRL.Testing;

/// <summary>The small MDP of the proof and, listed once, its trajectories.</summary>
internal sealed class TestProblems : IDisposable
{
    internal const int States = 3;
    internal const int Actions = 3;
    internal const double Discount = 0.9;

    internal static readonly double[] Temperatures = [0.01, 0.1, 1];

    internal static readonly ReturnRule[] Rules = [new(1), new(2), new(5), new(5, 0.9)];

    private readonly Dictionary<(int Steps, bool Masked), TrajectoryTensors> rollouts = [];

    /// <summary>Two outcomes for each state and action, some of which end the episode.</summary>
    internal FiniteMdp Mdp { get; } = RandomMdps.Create(2017, new RandomMdpOptions { States = States, Actions = Actions, TerminationRate = 0.2 });

    internal ExactExperiment Experiment(string priorKind, ReturnRule rule, double temperature)
    {
        var prior = TestPriors.Table(priorKind, States, Actions);
        return new ExactExperiment(Rollouts(priorKind, prior, rule.Steps), rule, temperature, Discount, prior, Mdp.InitialDistribution.ToArray());
    }

    public void Dispose()
    {
        foreach (var one in rollouts.Values)
        {
            one.Dispose();
        }
    }

    private TrajectoryTensors Rollouts(string priorKind, double[,] prior, int steps)
    {
        var masked = priorKind == "masked";
        if (!rollouts.TryGetValue((steps, masked), out var listed))
        {
            listed = new TrajectoryTensors(Mdp, TrajectorySet.Enumerate(Mdp, steps, masked ? prior : null));
            rollouts.Add((steps, masked), listed);
        }

        return listed;
    }
}
