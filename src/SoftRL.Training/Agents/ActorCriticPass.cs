using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>One evaluation of a rollout of T·N = B steps by an actor-critic network; tensors belong to the scope in which it was made.</summary>
public sealed record ActorCriticPass
{
    /// <summary>V(s), <c>[B]</c>, with gradient.</summary>
    public required Tensor Values { get; init; }

    /// <summary>ln π(·|s), <c>[B, A]</c>, with gradient.</summary>
    public required Tensor LogPolicy { get; init; }

    /// <summary>ln π̄, <c>[A]</c> or <c>[B, A]</c>; null for the counting measure.</summary>
    public required Tensor? LogPrior { get; init; }

    /// <summary>ln π(a|s) of the actions taken, <c>[B]</c>, with gradient.</summary>
    public required Tensor TakenLogProbabilities { get; init; }

    /// <summary>KL(π‖π̄) at each state, <c>[B]</c>, with gradient.</summary>
    public required Tensor Kl { get; init; }

    /// <summary>V of each step's true successor, <c>[T, N]</c>, without gradient.</summary>
    public required Tensor NextValues { get; init; }

    /// <summary>ln(π/π̄) of the actions taken, <c>[B]</c>, with gradient.</summary>
    /// <param name="rollout">The rollout that was evaluated.</param>
    public Tensor TakenLogRatio(RolloutBuffer rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        if (LogPrior is null)
        {
            return TakenLogProbabilities.alias();
        }

        var actions = rollout.ActionBatch;
        var prior = LogPrior.ndim == 1 ? LogPrior.index_select(0, actions) : Policies.LogProbability(LogPrior, actions);
        return TakenLogProbabilities - prior;
    }

    /// <summary>The rollout as the backups want it.</summary>
    /// <param name="rollout">The rollout that was evaluated.</param>
    /// <param name="withKl">Whether later KL penalties belong to the return (proper) or not (naive).</param>
    public RolloutTerms Terms(RolloutBuffer rollout, bool withKl)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return new RolloutTerms
        {
            Rewards = rollout.Rewards,
            NextValues = NextValues,
            Terminated = rollout.Terminated,
            Truncated = rollout.Truncated,
            Kl = withKl ? Kl.detach().view(rollout.Steps, rollout.Environments) : null,
        };
    }

    /// <summary>The figures of this pass; reads the device.</summary>
    /// <param name="loss">The loss that was minimised.</param>
    /// <param name="valueLoss">The value loss, when there is a separate one.</param>
    /// <returns>The figures, without gradient norm and learning rate.</returns>
    public UpdateReport Report(Tensor loss, Tensor? valueLoss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var entropy = Divergences.Entropy(LogPolicy).mean().cpu().item<float>();
        return new UpdateReport(
            loss.cpu().item<float>(), valueLoss?.cpu().item<float>(), entropy, Kl.mean().cpu().item<float>(), double.NaN, double.NaN);
    }
}
