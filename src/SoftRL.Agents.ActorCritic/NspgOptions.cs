using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.ActorCritic;

/// <summary>
/// Options of <c>nspg</c>. The source (Schulman et al. 2017, §5) states the two problems and gives no numbers: defaults are in the range of Schulman et al. 2015 (trust
/// regions, conjugate gradients) and 2016 (GAE).
/// </summary>
public sealed record NspgOptions
{
    /// <summary>Steps of each environment between updates. Default 64.</summary>
    [Option("Steps of each environment between updates", Range = "1 or more")]
    public int RolloutLength { get; init => field = Require.Positive(value, nameof(RolloutLength)); } = 64;

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>Temperature τ, reward units per nat, not negative; positive with <see cref="NspgForm.DampedQ"/>. Default 0.01.</summary>
    [Option("Temperature: weight of the KL penalty, reward units per nat", Range = "0 or more; above 0 with damped-q")]
    public double Temperature { get; init => field = Require.NonNegative(value, nameof(Temperature)); } = 0.01;

    /// <summary>Reference policy: <c>uniform</c>, <c>entropy</c> (counting measure), or the directory of a trained run. Default <c>uniform</c>.</summary>
    [Option("Reference policy", Range = "uniform, entropy, or the directory of a trained run")]
    public string Reference { get; init => field = OptionValue.Text(value, nameof(Reference)); } = "uniform";

    /// <summary>λ of the generalised advantages, in [0, 1]; 1 gives n-step returns. Default 0.95.</summary>
    [Option("Mixture of n-step advantages (GAE)", Range = "0 to 1")]
    public double Lambda { get; init => field = Require.Within(0, 1, value, nameof(Lambda)); } = 0.95;

    /// <summary>Which regression moves the policy. Default <see cref="NspgForm.Regression"/>.</summary>
    [Option("Which regression moves the policy", Range = "regression, damped-q")]
    public NspgForm Form { get; init => field = OptionValue.Defined(value, nameof(Form)); } = NspgForm.Regression;

    /// <summary>
    /// Step over environment steps, nats per reward unit, not negative: ε of the natural gradient, ε/τ of the damped Q regression, whose ε = τ · step must be at most 1.
    /// At 0 only the value learns. Default 0.1, constant.
    /// </summary>
    [Option("Step: nats of log-probability per reward unit of advantage; damped-q damps by temperature times this", Range = "a number, or linear:FROM:TO:STEPS; not negative")]
    public Schedule StepSize { get; init => field = OptionValue.NotNull(value, nameof(StepSize)); } = new Schedule.Constant(0.1);

    /// <summary>Largest KL between the policies before and after an update as the Fisher matrix predicts it, nats, positive: longer steps are shortened. Default 0.01.</summary>
    [Option("Largest predicted KL of one update, nats; longer steps are shortened", Range = "above 0")]
    public double MaxKl { get; init => field = Require.Positive(value, nameof(MaxKl)); } = 0.01;

    /// <summary>ρ added to the Fisher matrix, not negative. Default 0.1.</summary>
    [Option("Damping added to the Fisher matrix", Range = "0 or more")]
    public double Damping { get; init => field = Require.NonNegative(value, nameof(Damping)); } = 0.1;

    /// <summary>Conjugate-gradient iterations of each least-squares problem, positive. Default 10.</summary>
    [Option("Conjugate-gradient iterations", Range = "1 or more")]
    public int Iterations { get; init => field = Require.Positive(value, nameof(Iterations)); } = 10;

    /// <summary>Gauss–Newton rounds of the damped Q regression, positive; 1 is the natural gradient step. Default 2.</summary>
    [Option("Gauss-Newton rounds (damped-q)", Range = "1 or more")]
    public int Rounds { get; init => field = Require.Positive(value, nameof(Rounds)); } = 2;

    /// <summary>Passes of the value network over each rollout, positive. Default 10.</summary>
    [Option("Passes of the value network over each rollout", Range = "1 or more")]
    public int ValueEpochs { get; init => field = Require.Positive(value, nameof(ValueEpochs)); } = 10;

    /// <summary>Optimiser of the value network. Default Adam.</summary>
    [Option("Optimiser of the value network", Range = "rms-prop, adam")]
    public OptimizerKind Optimizer { get; init => field = OptionValue.Defined(value, nameof(Optimizer)); } = OptimizerKind.Adam;

    /// <summary>Learning rate of the value network over environment steps. Default 1e-3, constant.</summary>
    [Option("Learning rate of the value network", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule LearningRate { get; init => field = OptionValue.NotNull(value, nameof(LearningRate)); } = new Schedule.Constant(1e-3);

    /// <summary>Decay α of RMSProp's mean square, or β₂ of Adam, in [0, 1]. Default 0.999.</summary>
    [Option("Decay of the optimiser's mean square", Range = "0 to 1")]
    public double Decay { get; init => field = Require.Within(0, 1, value, nameof(Decay)); } = 0.999;

    /// <summary>ε of the optimiser, positive. Default 1e-5.</summary>
    [Option("Epsilon of the optimiser", Range = "above 0")]
    public double Epsilon { get; init => field = Require.Positive(value, nameof(Epsilon)); } = 1e-5;

    /// <summary>Largest global norm of the value network's gradient, positive. Default 10.</summary>
    [Option("Largest global norm of the value network's gradient", Range = "above 0")]
    public double MaxGradientNorm { get; init => field = Require.Positive(value, nameof(MaxGradientNorm)); } = 10;

    /// <summary>Body of the networks. Default: by the observation's shape.</summary>
    [Option("Body of the networks", Range = "auto, mlp, min-atar, nature")]
    public TorsoKind Torso { get; init => field = OptionValue.Defined(value, nameof(Torso)); } = TorsoKind.Auto;

    /// <summary>Widths of an MLP's hidden layers, comma separated. Default <c>64,64</c>.</summary>
    [Option("Hidden layers of an MLP", Range = "positive widths, comma separated")]
    public string Hidden { get; init => field = LayerWidths.Check(value, nameof(Hidden)); } = "64,64";
}
