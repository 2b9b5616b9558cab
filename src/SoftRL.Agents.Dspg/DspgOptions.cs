using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.Dspg;

/// <summary>
/// Options of <c>dspg</c>. An option at <c>none</c> has the value of <see cref="Preset"/>, one that is set has its own, whatever the preset and in whatever order they are given.
/// The paper's values are those of Shi, Song, Wu 2019, section 6.1 and appendix A; so are the defaults that both presets share, unless an option says otherwise.
/// </summary>
public sealed record DspgOptions
{
    /// <summary>Which values the options at <c>none</c> have. Default <see cref="DspgPreset.Paper"/>.</summary>
    [Option("Which values the options at none have: the paper's setup, or a light one for a processor", Range = "paper, light")]
    public DspgPreset Preset { get; init => field = OptionValue.Defined(value, nameof(Preset)); } = DspgPreset.Paper;

    /// <summary>π₀, the policy whose divergence is charged for: <c>entropy</c> (no distribution: an entropy bonus), <c>uniform</c>, <c>gaussian:STD</c> (tanh of a normal of mean 0), or the directory of a trained run. Default <c>entropy</c>, as published.</summary>
    [Option("Reference policy", Range = "entropy, uniform, gaussian:STD (before tanh), or the directory of a trained run")]
    public string Reference { get; init => field = DensityReferenceText.Check(value, nameof(Reference)); } = DensityReferenceText.Entropy;

    /// <summary>Temperature τ, scaled reward units per nat, not negative. Default: paper 1, light 0.25, which learns HalfCheetah-v4 sooner.</summary>
    [Option("Temperature, scaled reward units per nat; none: paper 1, light 0.25", Range = "0 or more")]
    public double? Temperature { get; init => field = value is { } own ? Require.NonNegative(own, nameof(Temperature)) : null; }

    /// <summary>Factor on every reward before anything is learned from it, positive; only its ratio to the temperature changes what is optimal. Default 5, as published.</summary>
    [Option("Factor on every reward", Range = "above 0")]
    public double RewardScale { get; init => field = Require.Positive(value, nameof(RewardScale)); } = 5.0;

    /// <summary>M, actions sampled per state: in the critic's target from the target actor, in the gradient from the current one; positive, 2 or more with <see cref="DspgBaseline.LeaveOneOut"/>. Default: paper 64, light 16.</summary>
    [Option("Actions sampled per state (M); none: paper 64, light 16", Range = "1 or more; 2 or more with leave-one-out")]
    public int? Samples { get; init => field = value is { } own ? Require.Positive(own, nameof(Samples)) : null; }

    /// <summary>Baseline of the score-function gradient. Default: paper <see cref="DspgBaseline.Temperature"/>, light <see cref="DspgBaseline.LeaveOneOut"/>.</summary>
    [Option("Baseline of the score-function gradient; none: paper temperature, light leave-one-out", Range = "temperature, leave-one-out, or none")]
    public DspgBaseline? Baseline { get; init => field = value is { } own ? OptionValue.Defined(own, nameof(Baseline)) : null; }

    /// <summary>Largest global norm N of the actor's gradient, positive. Default 3, as published for HalfCheetah (Hopper 1, Ant and Walker2d 5).</summary>
    [Option("Largest global norm of the actor's gradient", Range = "above 0")]
    public double MaxGradientNorm { get; init => field = Require.Positive(value, nameof(MaxGradientNorm)); } = 3;

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>Polyak rate ρ of the target actor and critic per minibatch, in [0, 1]. Default 0.01 in both presets.</summary>
    [Option("Rate at which the target networks follow, per minibatch", Range = "0 to 1")]
    public double TargetRate { get; init => field = Require.Within(0, 1, value, nameof(TargetRate)); } = 0.01;

    /// <summary>Environment steps kept in replay memory, positive. Default 3,000,000.</summary>
    [Option("Environment steps kept in replay memory", Range = "2 per environment or more")]
    public int ReplayCapacity { get; init => field = Require.Positive(value, nameof(ReplayCapacity)); } = 3_000_000;

    /// <summary>Environment steps with uniformly random actions before the first update, not negative. Default: paper 100, one minibatch; light 1,000.</summary>
    [Option("Environment steps at random before the first update; none: paper 100, light 1,000", Range = "0 or more")]
    public int? LearningStarts { get; init => field = value is { } own ? Require.NonNegative(own, nameof(LearningStarts)) : null; }

    /// <summary>Steps of each environment between updates, positive. Default 1.</summary>
    [Option("Steps of each environment between updates", Range = "1 or more")]
    public int TrainEvery { get; init => field = Require.Positive(value, nameof(TrainEvery)); } = 1;

    /// <summary>Minibatches at each update, positive. Default: paper 4, light 1.</summary>
    [Option("Minibatches at each update; none: paper 4, light 1", Range = "1 or more")]
    public int? Minibatches { get; init => field = value is { } own ? Require.Positive(own, nameof(Minibatches)) : null; }

    /// <summary>B, transitions in a minibatch, positive. Default: paper 100, light 64.</summary>
    [Option("Transitions in a minibatch; none: paper 100, light 64", Range = "1 or more")]
    public int? BatchSize { get; init => field = value is { } own ? Require.Positive(own, nameof(BatchSize)) : null; }

    /// <summary>Learning rate of the actor over environment steps. Default: paper 5e-5, light 1e-3, constant.</summary>
    [Option("Learning rate of the actor; none: paper 5e-5, light 1e-3", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule? ActorLearningRate { get; init; }

    /// <summary>Learning rate of the critic over environment steps. Default: paper 5e-4, light 1e-3, constant.</summary>
    [Option("Learning rate of the critic; none: paper 5e-4, light 1e-3", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule? CriticLearningRate { get; init; }

    /// <summary>β₂ of Adam, in [0, 1]. Default 0.999.</summary>
    [Option("Decay of Adam's mean square", Range = "0 to 1")]
    public double Decay { get; init => field = Require.Within(0, 1, value, nameof(Decay)); } = 0.999;

    /// <summary>ε of Adam, positive. Default 1e-8.</summary>
    [Option("Epsilon of Adam", Range = "above 0")]
    public double Epsilon { get; init => field = Require.Positive(value, nameof(Epsilon)); } = 1e-8;

    /// <summary>How the standard deviation before tanh is read from the network. Default sigmoid.</summary>
    [Option("How the standard deviation before tanh is read from the network", Range = "exponential, sigmoid (below 1)")]
    public ScaleRule ScaleRule { get; init => field = OptionValue.Defined(value, nameof(ScaleRule)); } = ScaleRule.Sigmoid;

    /// <summary>Smallest ln σ of the Gaussian before tanh. Default −20, ours: the score function grows with 1/σ without end.</summary>
    [Option("Smallest log standard deviation before tanh", Range = "a number")]
    public double MinLogScale { get; init => field = Require.Finite(value, nameof(MinLogScale)); } = -20;

    /// <summary>Largest ln σ of the Gaussian before tanh, above <see cref="MinLogScale"/>. Default 2, ours.</summary>
    [Option("Largest log standard deviation before tanh", Range = "a number")]
    public double MaxLogScale { get; init => field = Require.Finite(value, nameof(MaxLogScale)); } = 2;

    /// <summary>Widths of the hidden layers, comma separated. Default: paper <c>512,512</c>, light <c>256,256</c>.</summary>
    [Option("Hidden layers; none: paper 512,512, light 256,256", Range = "positive widths, comma separated")]
    public string? Hidden { get; init => field = value is null ? null : LayerWidths.Check(value, nameof(Hidden)); }

    /// <summary>What lies between the layers. Default ReLU.</summary>
    [Option("Activation", Range = "tanh, relu")]
    public Activation Activation { get; init => field = OptionValue.Defined(value, nameof(Activation)); } = Activation.Relu;
}
