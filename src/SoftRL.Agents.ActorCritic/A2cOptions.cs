using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.ActorCritic;

/// <summary>Options of <c>a2c</c>. Defaults are those of the published A2C (Mnih et al. 2016 as synchronised by Schulman et al. 2017, §6.1).</summary>
public sealed record A2cOptions
{
    /// <summary>Steps of each environment between updates, n. Default 5.</summary>
    [Option("Steps of each environment between updates (n)", Range = "1 or more")]
    public int RolloutLength { get; init => field = Require.Positive(value, nameof(RolloutLength)); } = 5;

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>Temperature τ, reward units per nat, not negative. Default 0.01.</summary>
    [Option("Temperature: weight of the KL penalty, reward units per nat", Range = "0 or more")]
    public double Temperature { get; init => field = Require.NonNegative(value, nameof(Temperature)); } = 0.01;

    /// <summary>Whether returns contain later penalties. Default <see cref="EntropyTreatment.Proper"/>.</summary>
    [Option("Whether returns contain the penalties of later steps", Range = "proper, naive")]
    public EntropyTreatment Entropy { get; init => field = OptionValue.Defined(value, nameof(Entropy)); } = EntropyTreatment.Proper;

    /// <summary>Reference policy: <c>uniform</c>, <c>entropy</c> (counting measure), or the directory of a trained run. Default <c>uniform</c>.</summary>
    [Option("Reference policy", Range = "uniform, entropy, or the directory of a trained run")]
    public string Reference { get; init => field = OptionValue.Text(value, nameof(Reference)); } = "uniform";

    /// <summary>λ of the mixture of n-step returns, in [0, 1]; 1 gives the plain n-step return. Default 1.</summary>
    [Option("Mixture of n-step returns (GAE); 1 is the plain n-step return", Range = "0 to 1")]
    public double Lambda { get; init => field = Require.Within(0, 1, value, nameof(Lambda)); } = 1.0;

    /// <summary>Weight c of the value loss, not negative. Default 0.5.</summary>
    [Option("Weight of the value loss", Range = "0 or more")]
    public double ValueCoefficient { get; init => field = Require.NonNegative(value, nameof(ValueCoefficient)); } = 0.5;

    /// <summary>Optimiser. Default RMSProp.</summary>
    [Option("Optimiser", Range = "rms-prop, adam")]
    public OptimizerKind Optimizer { get; init => field = OptionValue.Defined(value, nameof(Optimizer)); } = OptimizerKind.RmsProp;

    /// <summary>Learning rate over environment steps. Default 7e-4, constant.</summary>
    [Option("Learning rate", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule LearningRate { get; init => field = OptionValue.NotNull(value, nameof(LearningRate)); } = new Schedule.Constant(7e-4);

    /// <summary>Decay α of RMSProp's mean square, or β₂ of Adam, in [0, 1]. Default 0.99.</summary>
    [Option("Decay of the optimiser's mean square", Range = "0 to 1")]
    public double Decay { get; init => field = Require.Within(0, 1, value, nameof(Decay)); } = 0.99;

    /// <summary>ε of the optimiser, positive; inside the root for RMSProp. Default 1e-5.</summary>
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
