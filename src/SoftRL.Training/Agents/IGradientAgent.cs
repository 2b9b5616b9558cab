namespace SoftRL.Training;

/// <summary>
/// An agent that learns from a rollout by a fixed number of optimiser steps, each along the gradient of a mean over the rollout: parts of a rollout then have gradients whose
/// mean, weighted by their sizes, is that of the whole, and several copies of the agent can share the work.
/// </summary>
/// <remarks>All that is trained is the first of <see cref="IAgent.Parameters"/>.</remarks>
public interface IGradientAgent : IAgent
{
    /// <summary>Optimiser steps per rollout, positive.</summary>
    int Passes { get; }

    /// <summary>Random numbers that exploring draws per environment and step, the same always.</summary>
    int DrawsPerAction { get; }

    /// <summary>Euclidean norm of the gradient of the last step, before clipping; reads the device when it is not the CPU.</summary>
    double LastGradientNorm { get; }

    /// <summary>Replaces the gradients by those of one pass over a rollout.</summary>
    /// <param name="rollout">T steps of N environments, collected with this agent before the first pass. Borrowed.</param>
    /// <param name="pass">0 … <see cref="Passes"/> − 1, in order.</param>
    /// <param name="report">Whether figures are wanted.</param>
    /// <returns>The figures, without gradient norm and learning rate, or null.</returns>
    UpdateReport? Differentiate(RolloutBuffer rollout, int pass, bool report);

    /// <summary>Takes one optimiser step against the gradients as they stand.</summary>
    /// <param name="step">Environment steps so far; schedules read it.</param>
    /// <returns>The learning rate used.</returns>
    double Step(long step);
}
