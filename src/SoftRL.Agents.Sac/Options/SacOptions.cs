using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.Sac;

/// <summary>
/// Options of <c>sac</c>, over real-valued or discrete actions. Defaults: the table of hyper-parameters of Haarnoja et al. 2018b (Soft Actor-Critic Algorithms and Applications,
/// appendix D), unless an option says otherwise.
/// </summary>
public sealed record SacOptions
{
    /// <summary>π₀, the policy whose divergence is charged for: <c>entropy</c> (no distribution: an entropy bonus), <c>uniform</c>, <c>gaussian:STD</c> (real-valued actions: tanh of a normal of mean 0), or the directory of a trained run. Default <c>entropy</c>, as published.</summary>
    [Option("Reference policy", Range = "entropy, uniform, gaussian:STD (before tanh, real-valued actions), or the directory of a trained run")]
    public string Reference { get; init => field = DensityReferenceText.Check(value, nameof(Reference)); } = DensityReferenceText.Entropy;

    /// <summary>Temperature τ, reward units per nat, not negative: the fixed one, or where tuning starts, which must be positive. Default 1, where the authors' code starts.</summary>
    [Option("Temperature, fixed or where tuning starts, reward units per nat", Range = "0 or more; above 0 when tuned")]
    public double Temperature { get; init => field = Require.NonNegative(value, nameof(Temperature)); } = 1.0;

    /// <summary>Whether the temperature is tuned to keep the entropy, or the divergence, at its target. Default true.</summary>
    [Option("Whether the temperature is tuned", Range = "true, false")]
    public bool TuneTemperature { get; init; } = true;

    /// <summary>Entropy H̄ that a tuned temperature keeps, nats; real-valued actions: of the actions scaled to [−1, 1]; discrete: below ln A. Default none: −A (published) for real-valued actions, <see cref="TargetEntropyShare"/> for discrete ones.</summary>
    [Option("Entropy that tuning keeps, nats", Range = "a number, or none for the usual one")]
    public double? TargetEntropy { get; init => field = value is { } target ? Require.Finite(target, nameof(TargetEntropy)) : null; }

    /// <summary>Discrete actions: the usual target entropy as a share of ln A, above 0 and below 1. Default 0.5, ours: 0.2 explores too little and the published 0.98 (Christodoulou 2019) keeps the policy close to uniform.</summary>
    [Option("Discrete actions: target entropy as a share of that of the uniform policy", Range = "above 0, below 1")]
    public double TargetEntropyShare
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(TargetEntropyShare), value, $"{nameof(TargetEntropyShare)} must be above 0 and below 1; it is {value}.");
    } = 0.5;

    /// <summary>Divergence from the reference policy that a tuned temperature keeps, nats, not negative. Default none; needed with a reference policy other than entropy and uniform, for which a target entropy says the same.</summary>
    [Option("Divergence from the reference policy that tuning keeps, nats", Range = "0 or more, or none")]
    public double? TargetDivergence { get; init => field = value is { } target ? Require.NonNegative(target, nameof(TargetDivergence)) : null; }

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>Polyak rate ρ of the target critics per minibatch, in [0, 1]. Default 0.005.</summary>
    [Option("Rate at which the target critics follow, per minibatch", Range = "0 to 1")]
    public double TargetRate { get; init => field = Require.Within(0, 1, value, nameof(TargetRate)); } = 0.005;

    /// <summary>Environment steps kept in replay memory, positive. Default 1,000,000.</summary>
    [Option("Environment steps kept in replay memory", Range = "2 per environment or more")]
    public int ReplayCapacity { get; init => field = Require.Positive(value, nameof(ReplayCapacity)); } = 1_000_000;

    /// <summary>Environment steps with uniformly random actions before the first update, not negative. Default 1,000, as the authors' code.</summary>
    [Option("Environment steps at random before the first update", Range = "0 or more")]
    public int LearningStarts { get; init => field = Require.NonNegative(value, nameof(LearningStarts)); } = 1_000;

    /// <summary>Steps of each environment between updates, positive. Default 1.</summary>
    [Option("Steps of each environment between updates", Range = "1 or more")]
    public int TrainEvery { get; init => field = Require.Positive(value, nameof(TrainEvery)); } = 1;

    /// <summary>Minibatches at each update, positive. Default 1.</summary>
    [Option("Minibatches at each update", Range = "1 or more")]
    public int Minibatches { get; init => field = Require.Positive(value, nameof(Minibatches)); } = 1;

    /// <summary>B, transitions in a minibatch, positive. Default 256.</summary>
    [Option("Transitions in a minibatch", Range = "1 or more")]
    public int BatchSize { get; init => field = Require.Positive(value, nameof(BatchSize)); } = 256;

    /// <summary>Learning rate of actor, critics and temperature over environment steps. Default 3e-4, constant.</summary>
    [Option("Learning rate of actor, critics and temperature", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule LearningRate { get; init => field = OptionValue.NotNull(value, nameof(LearningRate)); } = new Schedule.Constant(3e-4);

    /// <summary>β₂ of Adam, in [0, 1]. Default 0.999.</summary>
    [Option("Decay of Adam's mean square", Range = "0 to 1")]
    public double Decay { get; init => field = Require.Within(0, 1, value, nameof(Decay)); } = 0.999;

    /// <summary>ε of Adam, positive. Default 1e-8.</summary>
    [Option("Epsilon of Adam", Range = "above 0")]
    public double Epsilon { get; init => field = Require.Positive(value, nameof(Epsilon)); } = 1e-8;

    /// <summary>Smallest ln σ of the Gaussian before tanh. Default −20, as the authors' code.</summary>
    [Option("Real-valued actions: smallest log standard deviation before tanh", Range = "a number")]
    public double MinLogScale { get; init => field = Require.Finite(value, nameof(MinLogScale)); } = -20;

    /// <summary>Largest ln σ of the Gaussian before tanh, above <see cref="MinLogScale"/>. Default 2, as the authors' code.</summary>
    [Option("Real-valued actions: largest log standard deviation before tanh", Range = "a number")]
    public double MaxLogScale { get; init => field = Require.Finite(value, nameof(MaxLogScale)); } = 2;

    /// <summary>Body of the networks; real-valued actions take an MLP. Default: by the observation's shape.</summary>
    [Option("Body of the networks", Range = "auto, mlp, min-atar, nature")]
    public TorsoKind Torso { get; init => field = OptionValue.Defined(value, nameof(Torso)); } = TorsoKind.Auto;

    /// <summary>Widths of an MLP's hidden layers, comma separated. Default <c>256,256</c>.</summary>
    [Option("Hidden layers of an MLP", Range = "positive widths, comma separated")]
    public string Hidden { get; init => field = LayerWidths.Check(value, nameof(Hidden)); } = "256,256";

    /// <summary>What lies between the layers of an MLP. Default ReLU.</summary>
    [Option("Activation of an MLP", Range = "tanh, relu")]
    public Activation Activation { get; init => field = OptionValue.Defined(value, nameof(Activation)); } = Activation.Relu;
}
