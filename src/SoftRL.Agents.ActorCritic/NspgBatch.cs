using SoftRL.Core;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic;

/// <summary>What a rollout of T·N = B steps says to both regressions and to the value network; constants in the scope in which it was made.</summary>
internal sealed record NspgBatch
{
    /// <summary>V(s), <c>[B]</c>, reward units.</summary>
    public required Tensor Values { get; init; }

    /// <summary>KL(π‖π̄), <c>[B]</c>, nats.</summary>
    public required Tensor Kl { get; init; }

    /// <summary>Entropy of π, <c>[B]</c>, nats.</summary>
    public required Tensor Entropy { get; init; }

    /// <summary>ln π̄ of the actions taken, <c>[B]</c>; null for the counting measure.</summary>
    public required Tensor? TakenLogPrior { get; init; }

    /// <summary>A of NG-4, <c>[B]</c>, reward units.</summary>
    public required Tensor RegularizedAdvantages { get; init; }

    /// <summary>ŷ of Q: V + τ·KL + Δ, <c>[B]</c>.</summary>
    public required Tensor ActionTargets { get; init; }

    /// <summary>ŷ of V: V + Δ, <c>[B]</c>.</summary>
    public required Tensor ValueTargets { get; init; }

    /// <summary>Evaluates a rollout that the policy collected.</summary>
    /// <param name="rollout">The rollout. Borrowed.</param>
    /// <param name="logPolicy">ln π, <c>[B, A]</c>, without gradient.</param>
    /// <param name="logPrior">ln π̄, <c>[A]</c> or <c>[B, A]</c>; null for the counting measure.</param>
    /// <param name="valueOf">V of a batch of observations.</param>
    /// <param name="options">γ, λ and τ.</param>
    public static NspgBatch Of(RolloutBuffer rollout, Tensor logPolicy, Tensor? logPrior, Func<Tensor, Tensor> valueOf, NspgOptions options)
    {
        using var frozen = no_grad();
        var values = valueOf(rollout.ObservationBatch).view(rollout.Steps, rollout.Environments);
        var kl = Divergences.KullbackLeibler(logPolicy, logPrior);
        var terms = new RolloutTerms
        {
            Rewards = rollout.Rewards,
            NextValues = SuccessorValues.Of(rollout, values, valueOf),
            Terminated = rollout.Terminated,
            Truncated = rollout.Truncated,
            Kl = kl.view(rollout.Steps, rollout.Environments),
        };
        var advantages = Backups.GeneralizedAdvantages(terms, values, options.Temperature, options.Discount, options.Lambda).view(-1);
        var (flat, actions) = (values.view(-1), rollout.ActionBatch);
        var prior = logPrior is null ? null : logPrior.ndim == 1 ? logPrior.index_select(0, actions) : Policies.LogProbability(logPrior, actions);
        var taken = Policies.LogProbability(logPolicy, actions);
        var targets = flat + advantages;
        return new NspgBatch
        {
            Values = flat,
            Kl = kl,
            Entropy = Divergences.Entropy(logPolicy),
            TakenLogPrior = prior,
            RegularizedAdvantages = NaturalGradient.RegularizedAdvantages(advantages, prior is null ? taken : taken - prior, kl, options.Temperature),
            ActionTargets = targets.add(kl, options.Temperature),
            ValueTargets = targets,
        };
    }
}
