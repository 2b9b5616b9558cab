using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic;

/// <summary>What <c>spg</c> needs of a policy, whatever its actions are: discrete or Gaussian.</summary>
internal interface ISpgPolicy : IDisposable
{
    /// <summary>The network of policy and value.</summary>
    TrainedNetwork Trained { get; }

    /// <summary>Random numbers that exploring draws per environment and step.</summary>
    int DrawsPerAction { get; }

    void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions);

    void ActGreedily(Tensor observations, ActionRows actions);

    /// <summary>Acts, and remembers what <see cref="Evaluate"/> will need of it.</summary>
    void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions);

    /// <summary>Runs the network over the rollout that was explored last, with gradient.</summary>
    SpgPass Evaluate(RolloutBuffer rollout);

    /// <summary>The rollout is done with.</summary>
    void Forget();
}

/// <summary>One evaluation of a rollout of T·N = B steps; tensors belong to the scope in which it was made.</summary>
/// <param name="Values">V(s), <c>[B]</c>, with gradient.</param>
/// <param name="TakenLogProbabilities">ln π(a|s), <c>[B]</c>, with gradient.</param>
/// <param name="Kl">KL(π‖π̄), <c>[B]</c>, with gradient.</param>
/// <param name="Entropy">Entropy of π, <c>[B]</c>.</param>
/// <param name="NextValues">V of each step's true successor, <c>[T, N]</c>, without gradient.</param>
internal sealed record SpgPass(Tensor Values, Tensor TakenLogProbabilities, Tensor Kl, Tensor Entropy, Tensor NextValues);
