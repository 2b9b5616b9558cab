using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.Pcl;

/// <summary>
/// Options of <c>pgq</c>. The mixing weight of one half and the replay memory of 100,000 steps are those of O'Donoghue et al. 2017; the actor-critic half has the defaults of
/// <c>a2c</c> but for the optimiser, which is Adam.
/// </summary>
public sealed record PgqOptions
{
    /// <summary>Steps of each environment between updates, n. Default 5.</summary>
    [Option("Steps of each environment between updates (n)", Range = "1 or more")]
    public int RolloutLength { get; init => field = Require.Positive(value, nameof(RolloutLength)); } = 5;

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>Temperature τ, reward units per nat, positive. Default 0.01.</summary>
    [Option("Temperature: weight of the KL penalty, reward units per nat", Range = "above 0")]
    public double Temperature { get; init => field = Require.Positive(value, nameof(Temperature)); } = 0.01;

    /// <summary>Reference policy: <c>uniform</c>, <c>entropy</c> (counting measure, as published), or the directory of a trained run. Default <c>uniform</c>.</summary>
    [Option("Reference policy", Range = "uniform, entropy, or the directory of a trained run")]
    public string Reference { get; init => field = OptionValue.Text(value, nameof(Reference)); } = "uniform";

    /// <summary>Weight η of the Bellman loss on replay, in [0, 1]; the actor-critic loss has 1 − η. Default 0.5.</summary>
    [Option("Weight of the soft Bellman loss on replay; the policy gradient has the rest", Range = "0 to 1")]
    public double Mix { get; init => field = Require.Within(0, 1, value, nameof(Mix)); } = 0.5;

    /// <summary>λ of generalised advantages, in [0, 1]; 1 gives the plain n-step return. Default 1.</summary>
    [Option("Mixture of n-step returns (GAE); 1 is the plain n-step return", Range = "0 to 1")]
    public double Lambda { get; init => field = Require.Within(0, 1, value, nameof(Lambda)); } = 1.0;

    /// <summary>Weight c of the value loss, and factor on the Bellman loss's gradient into the values, not negative. Default 0.5.</summary>
    [Option("Weight of the value loss, and of the values in the Bellman loss", Range = "0 or more")]
    public double ValueCoefficient { get; init => field = Require.NonNegative(value, nameof(ValueCoefficient)); } = 0.5;

    /// <summary>Environment steps kept in replay memory, positive. Default 100,000.</summary>
    [Option("Environment steps kept in replay memory", Range = "2 per environment or more")]
    public int ReplayCapacity { get; init => field = Require.Positive(value, nameof(ReplayCapacity)); } = 100_000;

    /// <summary>Environment steps before replay is used, not negative; until then it is plain actor-critic. Default 1,000.</summary>
    [Option("Environment steps before replay is used", Range = "0 or more")]
    public int LearningStarts { get; init => field = Require.NonNegative(value, nameof(LearningStarts)); } = 1_000;

    /// <summary>Transitions drawn from replay at each update, positive. Default 80, as many as a rollout of 16 environments has.</summary>
    [Option("Transitions drawn from replay at each update", Range = "1 or more")]
    public int BatchSize { get; init => field = Require.Positive(value, nameof(BatchSize)); } = 80;

    /// <summary>Optimiser. Default Adam.</summary>
    [Option("Optimiser", Range = "rms-prop, adam")]
    public OptimizerKind Optimizer { get; init => field = OptionValue.Defined(value, nameof(Optimizer)); } = OptimizerKind.Adam;

    /// <summary>Learning rate over environment steps. Default 1e-3, constant.</summary>
    [Option("Learning rate", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule LearningRate { get; init => field = OptionValue.NotNull(value, nameof(LearningRate)); } = new Schedule.Constant(1e-3);

    /// <summary>Decay α of RMSProp's mean square, or β₂ of Adam, in [0, 1]. Default 0.999.</summary>
    [Option("Decay of the optimiser's mean square", Range = "0 to 1")]
    public double Decay { get; init => field = Require.Within(0, 1, value, nameof(Decay)); } = 0.999;

    /// <summary>ε of the optimiser, positive. Default 1e-8.</summary>
    [Option("Epsilon of the optimiser", Range = "above 0")]
    public double Epsilon { get; init => field = Require.Positive(value, nameof(Epsilon)); } = 1e-8;

    /// <summary>Largest global norm of the gradient, positive. Default 0.5.</summary>
    [Option("Largest global norm of the gradient", Range = "above 0")]
    public double MaxGradientNorm { get; init => field = Require.Positive(value, nameof(MaxGradientNorm)); } = 0.5;

    /// <summary>Body of the network. Default: by the observation's shape.</summary>
    [Option("Body of the network", Range = "auto, mlp, min-atar, nature")]
    public TorsoKind Torso { get; init => field = OptionValue.Defined(value, nameof(Torso)); } = TorsoKind.Auto;

    /// <summary>Widths of an MLP's hidden layers, comma separated. Default <c>64,64</c>.</summary>
    [Option("Hidden layers of an MLP", Range = "positive widths, comma separated")]
    public string Hidden { get; init => field = LayerWidths.Check(value, nameof(Hidden)); } = "64,64";
}
