using System.Globalization;
using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>
/// Checks in one call, from a test of any framework, that the gradient of a loss is the entropy-regularised policy gradient:
/// <c>∇L = w (∇L_policy + ∇L_KL) + c ∇L_value</c>, exactly in expectation, for your network, your loss, or both.
/// </summary>
/// <remarks>
/// Your observations become the states of a small random MDP. Every trajectory of n steps is listed with its probability under
/// the network's policy, so the comparison has no sampling error. With soft Q-learning w = τ and c = 1 (PG-SQL (65)); with the
/// head's stream scales 1/τ and c, or with an A2C loss, w = 1. docs/math/equivalence.md.
/// </remarks>
public static class GradientEquivalence
{
    /// <summary>Largest number of trajectories a check may list.</summary>
    public const int MaxTrajectories = 200_000;

    /// <summary>Largest number of trajectories for a loss that returns a single number and is therefore called once for each.</summary>
    public const int MaxSingleCalls = 5_000;

    /// <summary>Checks a Q-network under SoftRL's own soft Q-learning loss.</summary>
    /// <param name="network">Maps observations <c>[S, …]</c> to Q <c>[S, A]</c>. Borrowed; its gradients are not touched.</param>
    /// <param name="observations">A few different observations, <c>[S, …]</c>: the states. Borrowed.</param>
    /// <param name="options">The problem; the defaults when omitted.</param>
    /// <returns>The report of a check that passed.</returns>
    /// <exception cref="GradientEquivalenceException">The gradients differ, or the network is not deterministic or not finite.</exception>
    /// <exception cref="ArgumentException">The network or the observations have the wrong shape or dtype.</exception>
    public static EquivalenceReport Check(nn.Module<Tensor, Tensor> network, Tensor observations, EquivalenceOptions? options = null) =>
        Passed(Compare(EquivalenceSubject.Q(network), observations, SoftQ, options));

    /// <summary>Checks a Q-network under your own loss.</summary>
    /// <param name="network">Maps observations <c>[S, …]</c> to Q <c>[S, A]</c>. Borrowed; its gradients are not touched.</param>
    /// <param name="observations">A few different observations, <c>[S, …]</c>: the states. Borrowed.</param>
    /// <param name="loss">Your loss of B samples: best one number per sample, <c>[B]</c>, which is then weighted exactly; a single
    /// number <c>[]</c> is taken for a mean, and the loss called with one sample at a time.</param>
    /// <param name="options">The problem and the coefficients expected; the defaults when omitted.</param>
    /// <returns>The report of a check that passed.</returns>
    /// <exception cref="GradientEquivalenceException">The gradients differ, or the network is not deterministic or not finite.</exception>
    /// <exception cref="ArgumentException">Network, observations or loss have the wrong shape or dtype.</exception>
    public static EquivalenceReport Check(
        nn.Module<Tensor, Tensor> network, Tensor observations, Func<EquivalenceSamples, Tensor> loss, EquivalenceOptions? options = null) =>
        Check(EquivalenceSubject.Q(network), observations, loss, options);

    /// <summary>Checks any subject, such as an actor-critic network, under your own loss.</summary>
    /// <param name="subject">The network and its parameters.</param>
    /// <param name="observations">A few different observations, <c>[S, …]</c>: the states. Borrowed.</param>
    /// <param name="loss">Your loss of B samples, <c>[B]</c>, or a mean over them, <c>[]</c>.</param>
    /// <param name="options">The problem and the coefficients expected; the defaults when omitted.</param>
    /// <returns>The report of a check that passed.</returns>
    /// <exception cref="GradientEquivalenceException">The gradients differ, or the network is not deterministic or not finite.</exception>
    /// <exception cref="ArgumentException">Subject, observations or loss have the wrong shape or dtype.</exception>
    public static EquivalenceReport Check(
        EquivalenceSubject subject, Tensor observations, Func<EquivalenceSamples, Tensor> loss, EquivalenceOptions? options = null) =>
        Passed(Measure(subject, observations, loss, options));

    /// <summary>Makes the comparison of <see cref="Check(EquivalenceSubject, Tensor, Func{EquivalenceSamples, Tensor}, EquivalenceOptions)"/>
    /// without judging it.</summary>
    /// <param name="subject">The network and its parameters.</param>
    /// <param name="observations">A few different observations, <c>[S, …]</c>: the states. Borrowed.</param>
    /// <param name="loss">Your loss of B samples, <c>[B]</c>, or a mean over them, <c>[]</c>.</param>
    /// <param name="options">The problem and the coefficients expected; the defaults when omitted.</param>
    /// <returns>The report, passed or not.</returns>
    /// <exception cref="GradientEquivalenceException">The network is not deterministic or not finite.</exception>
    /// <exception cref="ArgumentException">Subject, observations or loss have the wrong shape or dtype.</exception>
    public static EquivalenceReport Measure(
        EquivalenceSubject subject, Tensor observations, Func<EquivalenceSamples, Tensor> loss, EquivalenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Compare(subject, observations, (samples, weights) => SampleLosses.Expected(loss, samples, weights), options);
    }

    private static EquivalenceReport Passed(EquivalenceReport report) =>
        report.Passed ? report : throw new GradientEquivalenceException(report);

    /// <summary>SoftRL's soft Q-learning loss, in exact expectation.</summary>
    private static Tensor SoftQ(EquivalenceSamples samples, Tensor weights) =>
        SoftQLoss.Expected(samples.TakenQ, samples.ActionTargets, weights);

    private static EquivalenceReport Compare(
        EquivalenceSubject subject, Tensor observations, Func<EquivalenceSamples, Tensor, Tensor> expectedLoss, EquivalenceOptions? options)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(observations);
        options ??= new EquivalenceOptions();
        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        var (scores, values) = SubjectOutputs.Of(subject, observations);
        var (states, actions) = ((int)scores.size(0), (int)scores.size(1));
        var mdp = RandomMdps.Create(options.Seed, new RandomMdpOptions { States = states, Actions = actions });
        var (rule, prior) = (new ReturnRule(options.Steps, options.Lambda), SubjectOutputs.Prior(options, states, actions));
        using var rollouts = new TrajectoryTensors(mdp, TrajectorySet.Enumerate(mdp, options.Steps, prior, MaxTrajectories));
        using var experiment = new ExactExperiment(
            rollouts, rule, options.Temperature, options.Discount, prior, mdp.InitialDistribution.ToArray());
        var outputs = values is null
            ? PerStateOutputs.OfQ(scores, options.Temperature, experiment.LogPrior)
            : PerStateOutputs.OfActorCritic(scores, values, options.Temperature, experiment.LogPrior);
        var samples = experiment.Samples(outputs, observations);
        var weights = experiment.Weights(outputs);
        var gradient = FlatGradient.Of(expectedLoss(samples, weights), subject.Parameters);
        var terms = EquivalenceTerms.Of(samples, weights, options.Temperature, subject.Parameters);
        var leak = weights.dot((samples.ActionTargets - samples.TakenQ).detach() * experiment.AttachedActionTargets(samples));
        var single = subject.Parameters.Any(parameter => parameter.dtype == ScalarType.Float32);
        return EquivalenceDiagnosis.Report(
            gradient, terms, FlatGradient.Of(leak, subject.Parameters), options, options.Tolerance ?? (single ? 1e-3 : 1e-9),
            string.Create(CultureInfo.InvariantCulture, $"{states} states, {actions} actions, τ = {options.Temperature}, γ = {options.Discount}, {rule}, {experiment.Count} trajectories, seed {options.Seed}"));
    }
}
