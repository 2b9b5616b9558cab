using SoftRL.Core;

namespace SoftRL.Testing;

/// <summary>The problem on which <see cref="GradientEquivalence"/> compares gradients, and what it expects to find.</summary>
public sealed record EquivalenceOptions
{
    /// <summary>Temperature τ, reward units per nat, positive. Default 0.1.</summary>
    public double Temperature { get; init => field = Require.Positive(value, nameof(Temperature)); } = 0.1;

    /// <summary>Discount γ per step, in [0, 1]. Default 0.95.</summary>
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.95;

    /// <summary>Steps n of the return, at least 1. The number of samples grows like (2 · actions)ⁿ. Default 2.</summary>
    public int Steps { get; init => field = Require.Positive(value, nameof(Steps)); } = 2;

    /// <summary>λ of λ-returns over rollouts of <see cref="Steps"/> steps, in [0, 1]; null for n-step returns. Default null.</summary>
    public double? Lambda { get; init => field = value is { } lambda ? Require.Within(0, 1, lambda, nameof(Lambda)) : null; }

    /// <summary>Reference policy π̄: a probability for each action, the same in every state, 0 for a masked action. Null for the
    /// counting measure, the entropy convention. Default null.</summary>
    public IReadOnlyList<double>? ReferencePolicy { get; init; }

    /// <summary>Expected coefficient of the policy-gradient and KL terms; null for τ, which is that of soft Q-learning. An A2C
    /// loss has 1. Default null.</summary>
    public double? PolicyWeight { get; init => field = value is { } weight ? Require.Positive(weight, nameof(PolicyWeight)) : null; }

    /// <summary>Expected coefficient of the value term; not negative. Soft Q-learning has 1, an A2C loss its c. Default 1.</summary>
    public double ValueWeight { get; init => field = Require.NonNegative(value, nameof(ValueWeight)); } = 1;

    /// <summary>Largest relative difference of the gradients that passes, positive; null for 1e-9 with float64 parameters and 1e-3
    /// with float32. Default null.</summary>
    public double? Tolerance { get; init => field = value is { } tolerance ? Require.Positive(tolerance, nameof(Tolerance)) : null; }

    /// <summary>Seed of the random MDP on which the observations are the states. Default 1.</summary>
    public ulong Seed { get; init; } = 1;
}
