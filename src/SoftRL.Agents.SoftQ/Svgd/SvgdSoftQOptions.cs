using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.SoftQ;

/// <summary>
/// Options of <c>softq-svgd</c>. Defaults: the examples of the code that the authors of Haarnoja et al. 2017 released (half of 32 particles fixed and half moved, 16 for the
/// value, both rates 3e-4, target copied every 1,000 steps), unless an option says otherwise.
/// </summary>
public sealed record SvgdSoftQOptions
{
    /// <summary>π₀, the policy whose divergence is charged for: <c>entropy</c> (no distribution: an entropy bonus), <c>uniform</c> (over the box: the same, less a constant per step), <c>gaussian:STD</c> (tanh of a normal of mean 0), or the directory of a trained run whose policy has a density. Default <c>entropy</c>, as published.</summary>
    [Option("Reference policy", Range = "entropy, uniform, gaussian:STD (before tanh), or the directory of a trained run")]
    public string Reference { get; init => field = DensityReferenceText.Check(value, nameof(Reference)); } = DensityReferenceText.Entropy;

    /// <summary>Temperature τ, reward units per nat, positive: one over the published reward scale, which differs by task from 0.1 to 300. Default 0.1, ours; 10 is published for the multi-goal task.</summary>
    [Option("Temperature, reward units per nat: one over the published reward scale", Range = "above 0")]
    public double Temperature { get; init => field = Require.Positive(value, nameof(Temperature)); } = 0.1;

    /// <summary>K, actions of the sampling network per state at which the gradient of Q is taken, positive. Default 16.</summary>
    [Option("Fixed particles per state: where the gradient of Q is taken", Range = "1 or more")]
    public int FixedParticles { get; init => field = Require.Positive(value, nameof(FixedParticles)); } = 16;

    /// <summary>K', actions of the sampling network per state that are moved, positive. Default 16.</summary>
    [Option("Updated particles per state: what the sampling network is trained on", Range = "1 or more")]
    public int UpdatedParticles { get; init => field = Require.Positive(value, nameof(UpdatedParticles)); } = 16;

    /// <summary>M, actions per state over which the soft value is summed, positive. Default 16.</summary>
    [Option("Sampled actions per state in the soft value", Range = "1 or more; 2 or more for a mixture")]
    public int ValueParticles { get; init => field = Require.Positive(value, nameof(ValueParticles)); } = 16;

    /// <summary>Where those actions come from. Default <see cref="ProposalKind.Uniform"/>, as published.</summary>
    [Option("Where the actions of the soft value come from", Range = "uniform, mixture (half of them near the sampling network's)")]
    public ProposalKind Proposals { get; init => field = OptionValue.Defined(value, nameof(Proposals)); } = ProposalKind.Uniform;

    /// <summary>Smallest bandwidth h of the kernel, squared units of the actions before tanh, positive. Default 1e-3, as the authors' code.</summary>
    [Option("Smallest bandwidth of the kernel, before tanh", Range = "above 0")]
    public double MinBandwidth { get; init => field = Require.Positive(value, nameof(MinBandwidth)); } = 1e-3;

    /// <summary>Actions of the sampling network among which greedy acting takes the one of the largest Q, positive. Default 32, ours.</summary>
    [Option("Greedy acting: sampled actions among which the best is taken", Range = "1 or more")]
    public int GreedyParticles { get; init => field = Require.Positive(value, nameof(GreedyParticles)); } = 32;

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>Environment steps between updates of the target network, positive. Default 1,000.</summary>
    [Option("Environment steps between updates of the target network", Range = "1 or more")]
    public int TargetUpdateSteps { get; init => field = Require.Positive(value, nameof(TargetUpdateSteps)); } = 1_000;

    /// <summary>How far the target network then goes towards the trained one, in [0, 1]. Default 1, a copy.</summary>
    [Option("How far the target network goes at each of its updates; 1 is a copy", Range = "0 to 1")]
    public double TargetRate { get; init => field = Require.Within(0, 1, value, nameof(TargetRate)); } = 1;

    /// <summary>Environment steps kept in replay memory, positive. Default 1,000,000.</summary>
    [Option("Environment steps kept in replay memory", Range = "2 per environment or more")]
    public int ReplayCapacity { get; init => field = Require.Positive(value, nameof(ReplayCapacity)); } = 1_000_000;

    /// <summary>Environment steps with uniformly random actions before the first update, not negative. Default 1,000, ours: that many steps are an episode of the published tasks.</summary>
    [Option("Environment steps at random before the first update", Range = "0 or more")]
    public int LearningStarts { get; init => field = Require.NonNegative(value, nameof(LearningStarts)); } = 1_000;

    /// <summary>Steps of each environment between updates, positive. Default 1.</summary>
    [Option("Steps of each environment between updates", Range = "1 or more")]
    public int TrainEvery { get; init => field = Require.Positive(value, nameof(TrainEvery)); } = 1;

    /// <summary>Minibatches at each update, positive. Default 1.</summary>
    [Option("Minibatches at each update", Range = "1 or more")]
    public int Minibatches { get; init => field = Require.Positive(value, nameof(Minibatches)); } = 1;

    /// <summary>B, transitions in a minibatch, positive. Default 128; 64 for the published multi-goal task.</summary>
    [Option("Transitions in a minibatch", Range = "1 or more")]
    public int BatchSize { get; init => field = Require.Positive(value, nameof(BatchSize)); } = 128;

    /// <summary>Learning rate of Q over environment steps. Default 3e-4, constant.</summary>
    [Option("Learning rate of Q", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule LearningRate { get; init => field = OptionValue.NotNull(value, nameof(LearningRate)); } = new Schedule.Constant(3e-4);

    /// <summary>Learning rate of the sampling network over environment steps. Default 3e-4, constant.</summary>
    [Option("Learning rate of the sampling network", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule SamplerLearningRate { get; init => field = OptionValue.NotNull(value, nameof(SamplerLearningRate)); } = new Schedule.Constant(3e-4);

    /// <summary>β₂ of Adam, in [0, 1]. Default 0.999.</summary>
    [Option("Decay of Adam's mean square", Range = "0 to 1")]
    public double Decay { get; init => field = Require.Within(0, 1, value, nameof(Decay)); } = 0.999;

    /// <summary>ε of Adam, positive. Default 1e-8.</summary>
    [Option("Epsilon of Adam", Range = "above 0")]
    public double Epsilon { get; init => field = Require.Positive(value, nameof(Epsilon)); } = 1e-8;

    /// <summary>Widths of the hidden layers of both networks, comma separated. Default <c>128,128</c>.</summary>
    [Option("Hidden layers", Range = "positive widths, comma separated")]
    public string Hidden { get; init => field = LayerWidths.Check(value, nameof(Hidden)); } = "128,128";

    /// <summary>What lies between the layers. Default ReLU.</summary>
    [Option("Activation", Range = "tanh, relu")]
    public Activation Activation { get; init => field = OptionValue.Defined(value, nameof(Activation)); } = Activation.Relu;
}
