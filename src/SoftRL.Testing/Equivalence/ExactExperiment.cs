using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>
/// All trajectories of n steps of a small MDP with their probabilities under the current policy: the loss functions and
/// backups of SoftRL.Core, weighted with them, give exact expectations.
/// </summary>
internal sealed class ExactExperiment : IDisposable
{
    private readonly TrajectoryTensors rollouts;
    private readonly double[] stateWeights;
    private readonly ReturnRule rule;

    /// <summary>Borrows the rollouts: all trajectories of as many steps as the rule wants.</summary>
    internal ExactExperiment(
        TrajectoryTensors rollouts, ReturnRule rule, double temperature, double discount, double[,]? prior, double[] stateWeights)
    {
        (this.rollouts, this.rule, Temperature, Discount, this.stateWeights) = (rollouts, rule, temperature, discount, stateWeights);
        LogPrior = prior is null ? null : tensor(prior).DetachFromDisposeScope();
    }

    internal double Temperature { get; }

    internal double Discount { get; }

    internal Tensor? LogPrior { get; }

    internal int Count => rollouts.Trajectories.Count;

    /// <summary>Probability of each trajectory under a policy; by default the one of the outputs.</summary>
    internal Tensor Weights(PerStateOutputs outputs, double[,]? behaviour = null)
    {
        using var scope = NewDisposeScope();
        var policy = behaviour ?? TableTensors.ToTable(outputs.LogPolicy.exp());
        return First(rollouts.FirstStepWeights(policy, stateWeights)).MoveToOuterDisposeScope();
    }

    /// <summary>Everything a loss may look at, one sample per trajectory.</summary>
    internal EquivalenceSamples Samples(PerStateOutputs outputs, Tensor? observations = null)
    {
        var constant = rollouts.Terms(outputs.Values.detach(), outputs.Kl.detach());
        var values = Grid(rollouts.AtStates(outputs.Values));
        var (stateTargets, actionTargets) = rule.Targets(constant, values.detach(), Temperature, Discount);
        var (states, actions) = (First(rollouts.States), First(rollouts.Actions));
        var logRatio = LogPrior is null ? outputs.LogPolicy : outputs.LogPolicy - LogPrior;
        return new EquivalenceSamples
        {
            Observations = observations is null ? states.unsqueeze(1) : observations.index_select(0, states.to(observations.device)),
            Actions = actions,
            Q = outputs.Q.index_select(0, states),
            TakenQ = First(rollouts.Taken(outputs.Q)),
            Values = outputs.Values.index_select(0, states),
            LogPolicy = outputs.LogPolicy.index_select(0, states),
            TakenLogProbabilities = First(rollouts.Taken(outputs.LogPolicy)),
            TakenLogRatios = First(rollouts.Taken(logRatio)),
            Kl = outputs.Kl.index_select(0, states),
            ActionTargets = actionTargets[0],
            StateTargets = stateTargets[0],
            Advantages = stateTargets[0] - values.detach()[0],
            Rollout = rollouts.Terms(outputs.Values, outputs.Kl),
            RolloutValues = values,
        };
    }

    /// <summary>Targets that carry their gradient, <c>[B]</c>: what a loss that forgets to detach uses.</summary>
    internal Tensor AttachedActionTargets(EquivalenceSamples samples) =>
        rule.Targets(samples.Rollout, samples.RolloutValues, Temperature, Discount).Action[0];

    /// <summary>E[x | s, a] of a number per trajectory; 0 for pairs that do not occur.</summary>
    internal double[,] PairMeans(Tensor perSample, Tensor weights)
    {
        var (values, probabilities) = (TableTensors.ToVector(perSample), TableTensors.ToVector(weights));
        var actions = LogPrior is null ? rollouts.Trajectories.Actions[..Count].ToArray().Max() + 1 : (int)LogPrior.size(1);
        var (sums, totals) = (new double[stateWeights.Length, actions], new double[stateWeights.Length, actions]);
        for (var i = 0; i < Count; i++)
        {
            var (s, a) = (rollouts.Trajectories.States[i], rollouts.Trajectories.Actions[i]);
            sums[s, a] += probabilities[i] * values[i];
            totals[s, a] += probabilities[i];
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var (s, a) = (i / actions, i % actions);
            sums[s, a] = totals[s, a] > 0 ? sums[s, a] / totals[s, a] : 0;
        }

        return sums;
    }

    public void Dispose() => LogPrior?.Dispose();

    private Tensor First(Tensor flat) => flat.narrow(0, 0, Count);

    private Tensor Grid(Tensor flat) => flat.reshape(rule.Steps, Count);
}
