using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.Pcl;

/// <summary>
/// Options of <c>pcl</c>. Paths of 10 steps and one update from replay after each fresh one are those of Nachum et al. 2017; they tune the temperature and the learning rates
/// for each task, so the other defaults are ours, chosen on CartPole-v1.
/// </summary>
public sealed record PclOptions
{
    /// <summary>T, steps of each environment between updates, and of a replayed path, positive. Default 20.</summary>
    [Option("Steps of each environment between updates, and of a replayed path", Range = "1 or more")]
    public int RolloutLength { get; init => field = Require.Positive(value, nameof(RolloutLength)); } = 20;

    /// <summary>d, steps of the sub-trajectories whose consistency is asked for, positive; they are shorter at the end of an episode and of a rollout. Default 10.</summary>
    [Option("Steps of the sub-trajectories whose consistency is asked for (d)", Range = "1 or more")]
    public int PathLength { get; init => field = Require.Positive(value, nameof(PathLength)); } = 10;

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>Temperature τ, reward units per nat, positive. Default 0.1.</summary>
    [Option("Temperature: weight of the log-ratio, reward units per nat", Range = "above 0")]
    public double Temperature { get; init => field = Require.Positive(value, nameof(Temperature)); } = 0.1;

    /// <summary>Reference policy: <c>uniform</c>, <c>entropy</c> (counting measure, as published), or the directory of a trained run. Default <c>uniform</c>.</summary>
    [Option("Reference policy", Range = "uniform, entropy, or the directory of a trained run")]
    public string Reference { get; init => field = OptionValue.Text(value, nameof(Reference)); } = "uniform";

    /// <summary>Whether policy and value are read from one vector of Q-values (unified PCL). Default false.</summary>
    [Option("Whether policy and value are read from one vector of Q-values (unified)", Range = "true, false")]
    public bool Unified { get; init; }

    /// <summary>Factor on the gradient into the values, relative to that of log π, not negative. Default 0.5.</summary>
    [Option("Factor on the gradient into the values, relative to that of the policy", Range = "0 or more")]
    public double ValueScale { get; init => field = Require.NonNegative(value, nameof(ValueScale)); } = 0.5;

    /// <summary>Environment steps kept in replay memory, positive. Default 50,000.</summary>
    [Option("Environment steps kept in replay memory", Range = "2 per environment or more")]
    public int ReplayCapacity { get; init => field = Require.Positive(value, nameof(ReplayCapacity)); } = 50_000;

    /// <summary>Environment steps before the first update from replay, not negative. Default 1,000.</summary>
    [Option("Environment steps before the first update from replay", Range = "0 or more")]
    public int LearningStarts { get; init => field = Require.NonNegative(value, nameof(LearningStarts)); } = 1_000;

    /// <summary>Updates from replay after each fresh one, not negative; 0 learns on-policy only. Default 1.</summary>
    [Option("Updates from replay after each fresh one; 0 is on-policy only", Range = "0 or more")]
    public int ReplayUpdates { get; init => field = Require.NonNegative(value, nameof(ReplayUpdates)); } = 1;

    /// <summary>Paths in an update from replay, positive. Default 16.</summary>
    [Option("Paths in an update from replay", Range = "1 or more")]
    public int ReplayPaths { get; init => field = Require.Positive(value, nameof(ReplayPaths)); } = 16;

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

    /// <summary>Largest global norm of the gradient, positive. Default 10.</summary>
    [Option("Largest global norm of the gradient", Range = "above 0")]
    public double MaxGradientNorm { get; init => field = Require.Positive(value, nameof(MaxGradientNorm)); } = 10;

    /// <summary>Body of the network. Default: by the observation's shape.</summary>
    [Option("Body of the network", Range = "auto, mlp, min-atar, nature")]
    public TorsoKind Torso { get; init => field = OptionValue.Defined(value, nameof(Torso)); } = TorsoKind.Auto;

    /// <summary>Widths of an MLP's hidden layers, comma separated. Default <c>64,64</c>.</summary>
    [Option("Hidden layers of an MLP", Range = "positive widths, comma separated")]
    public string Hidden { get; init => field = LayerWidths.Check(value, nameof(Hidden)); } = "64,64";
}
