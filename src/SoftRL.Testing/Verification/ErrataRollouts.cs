using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>All trajectories of a few steps of an <see cref="ErrataScene"/>, for expectations given state and action.</summary>
internal sealed class ErrataRollouts : IDisposable
{
    private readonly TrajectoryTensors rollouts;

    internal ErrataRollouts(ErrataScene scene, int steps = ErrataScene.Steps)
    {
        rollouts = new TrajectoryTensors(scene.Mdp, TrajectorySet.Enumerate(scene.Mdp, steps));
        Experiment = new ExactExperiment(
            rollouts, new ReturnRule(steps), ErrataScene.Temperature, ErrataScene.Discount, scene.PriorTable, scene.Mdp.InitialDistribution.ToArray());
        Samples = Experiment.Samples(scene.Outputs);
        Weights = Experiment.Weights(scene.Outputs);
    }

    internal ExactExperiment Experiment { get; }

    /// <summary>One sample per trajectory, bootstrapped from V_Q.</summary>
    internal EquivalenceSamples Samples { get; }

    /// <summary>Probability of each trajectory under π.</summary>
    internal Tensor Weights { get; }

    /// <summary>The rollouts as constants, bootstrapped from given values, with KL of given numbers.</summary>
    internal RolloutTerms Terms(double[] values, double[]? divergences) =>
        rollouts.Terms(tensor(values), divergences is null ? null : tensor(divergences));

    /// <summary>V at every step, <c>[T, N]</c>.</summary>
    internal Tensor AtSteps(double[] values) => rollouts.AtStates(tensor(values)).reshape(rollouts.Trajectories.Steps, -1);

    /// <summary>E[x | s, a] of a number per step, taken at the first.</summary>
    internal double[,] Given(Tensor perStep) => Experiment.PairMeans(perStep.dim() == 2 ? perStep[0] : perStep, Weights);

    public void Dispose()
    {
        Experiment.Dispose();
        rollouts.Dispose();
    }
}
