using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Episodes that end after T steps, undiscounted: the policy gradient by the Core loss over all trajectories, by autograd
/// through the return, and in closed form.</summary>
internal sealed class FiniteHorizonExperiment : IDisposable
{
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly FiniteMdp mdp;
    private readonly TrajectoryTensors rollouts;
    private readonly double[,] prior;
    private readonly double temperature;
    private readonly TestNetwork network;
    private readonly PerStateOutputs outputs;

    internal FiniteHorizonExperiment(FiniteMdp mdp, TrajectoryTensors rollouts, string priorKind, double temperature, TestNetwork network)
    {
        (this.mdp, this.rollouts, this.temperature, this.network) = (mdp, rollouts, temperature, network);
        prior = TestPriors.Table(priorKind, mdp.StateCount, mdp.ActionCount);
        outputs = network.Outputs(temperature, tensor(prior));
    }

    private double[,] Policy => TableTensors.ToTable(outputs.LogPolicy.exp());

    /// <summary>∇η through the exact return.</summary>
    internal double[] Exact()
    {
        using var model = new MdpTensors(mdp);
        return FlatGradient.Of(
            ExpectedReturns.FiniteHorizon(model, outputs.LogPolicy, temperature, rollouts.Trajectories.Steps, 1, tensor(prior)), network.Parameters);
    }

    /// <summary>∇η by the policy gradient theorem, laid out like the parameters of two tables.</summary>
    internal double[] ClosedForm()
    {
        var gradient = PolicyGradients.FiniteHorizonReturn(mdp, Policy, temperature, rollouts.Trajectories.Steps, prior);
        return [.. gradient.Cast<double>(), .. new double[mdp.StateCount]];
    }

    /// <summary>The ascent direction of the proper or the naive Core estimator, in exact expectation. The baseline is any function of the state.</summary>
    internal double[] Estimated(bool proper)
    {
        var (terms, baseline) = (Terms(), Baseline());
        var returns = proper
            ? PolicyGradientReturns.Proper(terms, baseline, temperature, 1, rollouts.Trajectories.Steps)
            : PolicyGradientReturns.Naive(terms, baseline, 1, rollouts.Trajectories.Steps);
        return Direction(returns.Advantages, temperature);
    }

    /// <summary>The rollouts with the horizon as their end.</summary>
    internal RolloutTerms Terms()
    {
        var terms = rollouts.Terms(outputs.Values.detach(), outputs.Kl.detach());
        var last = terms.Terminated.size(0) - 1;
        return terms with { Terminated = cat([terms.Terminated.narrow(0, 0, last), ones_like(terms.Terminated.narrow(0, last, 1))]) };
    }

    /// <summary>−∇ Σ_t E[−ln π · A + penalty · KL] for given advantages, <c>[T, N]</c>.</summary>
    internal double[] Direction(Tensor advantages, double penalty)
    {
        var weights = rollouts.Weights(Policy, mdp.InitialDistribution.ToArray()) * rollouts.Trajectories.Steps;
        var taken = rollouts.Taken(outputs.LogPolicy);
        var scores = PolicyGradientLoss.Expected(taken, advantages.reshape(-1), rollouts.AtStates(outputs.Kl), weights, 0);
        var divergence = PolicyGradientLoss.Expected(taken, zeros_like(advantages).reshape(-1), rollouts.AtStates(outputs.Kl), weights, 1);
        return FlatGradient.Combine((-1, FlatGradient.Of(scores, network.Parameters)), (-penalty, FlatGradient.Of(divergence, network.Parameters)));
    }

    private Tensor Baseline() => rollouts.AtStates(outputs.Values.detach()).reshape(rollouts.Trajectories.Steps, -1);

    public void Dispose() => scope.Dispose();
}
