using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.ActorCritic;

/// <summary>
/// Options of <c>spg</c>. Defaults: rollouts, λ and epochs in the range of Schulman et al. 2016 (GAE) and Espeholt et al. 2018 (V-trace), Adam; the source of the method
/// gives none.
/// </summary>
public sealed record SpgOptions
{
    /// <summary>Steps of each environment between updates. Default 16.</summary>
    [Option("Steps of each environment between updates", Range = "1 or more")]
    public int RolloutLength { get; init => field = Require.Positive(value, nameof(RolloutLength)); } = 16;

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>Temperature τ, reward units per nat, not negative. Default 0.01.</summary>
    [Option("Temperature: weight of the KL penalty, reward units per nat", Range = "0 or more")]
    public double Temperature { get; init => field = Require.NonNegative(value, nameof(Temperature)); } = 0.01;

    /// <summary>
    /// Reference policy. Discrete actions: <c>uniform</c>, <c>entropy</c> (counting measure), or the directory of a trained run. Real-valued: <c>uniform</c> over the box,
    /// <c>entropy</c> (Lebesgue measure), or <c>gaussian</c> (standard normal in units of half the box around its centre). Default <c>uniform</c>.
    /// </summary>
    [Option("Reference policy", Range = "uniform, entropy; the directory of a trained run (discrete actions), gaussian (real-valued)")]
    public string Reference { get; init => field = OptionValue.Text(value, nameof(Reference)); } = "uniform";

    /// <summary>How advantages are made. Default V-trace.</summary>
    [Option("How advantages are made", Range = "gae, v-trace")]
    public SpgTargets Targets { get; init => field = OptionValue.Defined(value, nameof(Targets)); } = SpgTargets.VTrace;

    /// <summary>λ of the advantages and of V-trace's traces, in [0, 1]. Default 0.95.</summary>
    [Option("Mixture of n-step advantages", Range = "0 to 1")]
    public double Lambda { get; init => field = Require.Within(0, 1, value, nameof(Lambda)); } = 0.95;

    /// <summary>Passes over each rollout, positive; more than one needs <see cref="SpgTargets.VTrace"/>. Default 4.</summary>
    [Option("Passes over each rollout; more than one needs v-trace", Range = "1 or more")]
    public int Epochs { get; init => field = Require.Positive(value, nameof(Epochs)); } = 4;

    /// <summary>Largest ratio of probabilities ρ̄ and c̄ of V-trace, positive. Default 1.</summary>
    [Option("Largest ratio of probabilities in v-trace", Range = "above 0")]
    public double RatioClip { get; init => field = Require.Positive(value, nameof(RatioClip)); } = 1.0;

    /// <summary>Weight c of the value loss, not negative. Default 0.5.</summary>
    [Option("Weight of the value loss", Range = "0 or more")]
    public double ValueCoefficient { get; init => field = Require.NonNegative(value, nameof(ValueCoefficient)); } = 0.5;

    /// <summary>ln σ of a Gaussian policy at the start, in units of half the box, in [−5, 2]. Default −0.5.</summary>
    [Option("Logarithm of the first standard deviation (real-valued actions)", Range = "-5 to 2")]
    public double InitialLogScale { get; init => field = Require.Within(-5, 2, value, nameof(InitialLogScale)); } = -0.5;

    /// <summary>Optimiser. Default Adam.</summary>
    [Option("Optimiser", Range = "rms-prop, adam")]
    public OptimizerKind Optimizer { get; init => field = OptionValue.Defined(value, nameof(Optimizer)); } = OptimizerKind.Adam;

    /// <summary>Learning rate over environment steps. Default 1e-3, constant.</summary>
    [Option("Learning rate", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule LearningRate { get; init => field = OptionValue.NotNull(value, nameof(LearningRate)); } = new Schedule.Constant(1e-3);

    /// <summary>Decay α of RMSProp's mean square, or β₂ of Adam, in [0, 1]. Default 0.999.</summary>
    [Option("Decay of the optimiser's mean square", Range = "0 to 1")]
    public double Decay { get; init => field = Require.Within(0, 1, value, nameof(Decay)); } = 0.999;

    /// <summary>ε of the optimiser, positive. Default 1e-5.</summary>
    [Option("Epsilon of the optimiser", Range = "above 0")]
    public double Epsilon { get; init => field = Require.Positive(value, nameof(Epsilon)); } = 1e-5;

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
