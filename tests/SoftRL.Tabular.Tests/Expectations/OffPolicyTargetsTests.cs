using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Tabular.Tests;

/// <summary>V-trace and Retrace in exact expectation over all trajectories of another policy.</summary>
public sealed class OffPolicyTargetsTests : IDisposable
{
    private const double Tau = 0.3;
    private const double Gamma = 0.9;
    private const int Steps = 3;

    private static readonly double[] EveryState = [1, 1, 1, 1];

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly FiniteMdp mdp = Models.Random(21);
    private readonly double[,] prior = Models.Prior("random", 4, 3);
    private readonly double[,] policy = RandomMdps.Policy(30, 4, 3);
    private readonly double[,] behaviour = RandomMdps.Policy(31, 4, 3);
    private readonly TrajectoryTensors rollouts;

    public OffPolicyTargetsTests() => rollouts = new TrajectoryTensors(mdp, TrajectorySet.Enumerate(mdp, Steps));

    [Fact]
    public void VTraceWithoutClippingIsTheStepBackupOfTheTargetPolicy()
    {
        double[] values = [1, -2, 0.5, 3];
        var targets = Backups.VTrace(Terms(values), AtSteps(values), LogRatios(), Tau, Gamma, 1, double.PositiveInfinity, double.PositiveInfinity).StateTargets;
        var moments = ExpectedTargets.NStep(mdp, policy, values, Tau, Gamma, Steps, prior);
        var expected = Enumerable.Range(0, 4).Select(s => Enumerable.Range(0, 3).Sum(a => policy[s, a] * moments.Means[s, a])).ToArray();
        Models.Distance(GivenState(targets), expected).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void VTraceWithClippingLeavesTheValuesOfTheClippedPolicyAlone()
    {
        // Its fixed point is the value of π_ρ ∝ min(ρ̄ μ, π), the penalty being that of π (Espeholt et al. 2018).
        var clipped = new double[4, 3];
        for (var s = 0; s < 4; s++)
        {
            var sum = Enumerable.Range(0, 3).Sum(a => Math.Min(behaviour[s, a], policy[s, a]));
            for (var a = 0; a < 3; a++)
            {
                clipped[s, a] = Math.Min(behaviour[s, a], policy[s, a]) / sum;
            }
        }

        var penalties = SoftTables.Divergence(policy, prior);
        var rewards = FromPenalties(penalties);
        var values = PolicyEvaluation.Evaluate(rewards, clipped, 0, Gamma).Values;
        var targets = Backups.VTrace(Terms(values), AtSteps(values), LogRatios(), Tau, Gamma).StateTargets;
        Models.Distance(GivenState(targets), values).Should().BeLessThan(1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public void RetraceLeavesTheActionValuesOfThePolicyAloneWhoeverActed(double lambda)
    {
        var exact = PolicyEvaluation.Evaluate(mdp, policy, Tau, Gamma, prior);
        var takenQ = rollouts.Taken(tensor(exact.ActionValues)).reshape(Steps, -1);
        var targets = Backups.Retrace(Terms(exact.Values), takenQ, LogRatios(), Gamma, lambda)[0];
        var means = GivenPair(targets);
        Models.Distance(means, exact.ActionValues).Should().BeLessThan(1e-12);
    }

    public void Dispose()
    {
        rollouts.Dispose();
        scope.Dispose();
    }

    /// <summary>The model with τ KL(s) taken off every reward.</summary>
    private FiniteMdp FromPenalties(double[] penalties) => new(
        [.. Enumerable.Range(0, 4).Select(s => (IReadOnlyList<IReadOnlyList<Outcome>>)[.. Enumerable.Range(0, 3).Select(a =>
            (IReadOnlyList<Outcome>)[.. mdp.Outcomes(s, a).ToArray().Select(outcome => outcome with { Reward = outcome.Reward - (Tau * penalties[s]) })])])],
        mdp.InitialDistribution.ToArray());

    private RolloutTerms Terms(double[] values) => rollouts.Terms(tensor(values), tensor(SoftTables.Divergence(policy, prior)));

    private Tensor AtSteps(double[] values) => rollouts.AtStates(tensor(values)).reshape(Steps, -1);

    private Tensor LogRatios() => rollouts.Taken(tensor(policy).log() - tensor(behaviour).log()).reshape(Steps, -1);

    private double[] GivenState(Tensor targets)
    {
        var (probabilities, values) = (rollouts.Trajectories.Probabilities(behaviour, EveryState), TableTensors.ToVector(targets[0]));
        var means = new double[4];
        for (var i = 0; i < values.Length; i++)
        {
            means[rollouts.Trajectories.States[i]] += probabilities[i] * values[i];
        }

        return means;
    }

    private double[,] GivenPair(Tensor targets)
    {
        var (probabilities, values) = (rollouts.Trajectories.Probabilities(behaviour, EveryState), TableTensors.ToVector(targets));
        var means = new double[4, 3];
        for (var i = 0; i < values.Length; i++)
        {
            var (s, a) = (rollouts.Trajectories.States[i], rollouts.Trajectories.Actions[i]);
            means[s, a] += probabilities[i] * values[i] / behaviour[s, a];
        }

        return means;
    }
}
