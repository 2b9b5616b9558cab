using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.Dqn;

/// <summary>
/// Options of <c>dqn</c>. Defaults: MinAtar's DQN (Young and Tian 2019), which is Mnih et al. 2015 for small games, with Adam in the place of RMSProp; τ = 0.1 as in §6.2 of
/// Schulman et al. 2017.
/// </summary>
public sealed record DqnOptions
{
    /// <summary>The target's value of the successor. Default <see cref="DqnBackup.Hard"/>.</summary>
    [Option("Value of the successor in the target", Range = "hard, soft-kl, soft-entropy")]
    public DqnBackup Backup { get; init => field = OptionValue.Defined(value, nameof(Backup)); } = DqnBackup.Hard;

    /// <summary>Temperature τ of soft backups and of Boltzmann exploration, reward units per nat, positive. Default 0.1.</summary>
    [Option("Temperature of soft backups and of Boltzmann exploration, reward units per nat", Range = "above 0")]
    public double Temperature { get; init => field = Require.Positive(value, nameof(Temperature)); } = 0.1;

    /// <summary>Reference policy of <see cref="DqnBackup.SoftKl"/>: <c>uniform</c>, or the directory of a trained run. Default <c>uniform</c>.</summary>
    [Option("Reference policy of soft-kl", Range = "uniform, or the directory of a trained run")]
    public string Reference { get; init => field = OptionValue.Text(value, nameof(Reference)); } = "uniform";

    /// <summary>Steps n of the return before the successor's value, positive; rewards are summed as they are. Default 1.</summary>
    [Option("Steps of the return (n)", Range = "1 or more")]
    public int Steps { get; init => field = Require.Positive(value, nameof(Steps)); } = 1;

    /// <summary>Whether the trained network chooses and the target network judges (van Hasselt et al. 2016). Default false.</summary>
    [Option("Whether the trained network chooses and the target network judges (double)", Range = "true, false")]
    public bool Double { get; init; }

    /// <summary>Whether Q = V + A − mean A (Wang et al. 2016). Default false.</summary>
    [Option("Whether Q is a value plus advantages of mean zero (dueling)", Range = "true, false")]
    public bool Dueling { get; init; }

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>How experience is collected. Default ε-greedy.</summary>
    [Option("How experience is collected", Range = "epsilon-greedy, boltzmann")]
    public DqnExploration Exploration { get; init => field = OptionValue.Defined(value, nameof(Exploration)); } = DqnExploration.EpsilonGreedy;

    /// <summary>Probability ε of a random action over environment steps, in [0, 1]. Default from 1 to 0.1 over 100,000 steps.</summary>
    [Option("Probability of a random action", Range = "a number in 0 to 1, or linear:FROM:TO:STEPS")]
    public Schedule RandomActions
    {
        get;
        init
        {
            OptionValue.NotNull(value, nameof(RandomActions));
            Require.Within(0, 1, value.Smallest, nameof(RandomActions));
            Require.Within(0, 1, value.Largest, nameof(RandomActions));
            field = value;
        }
    } = new Schedule.Linear(1, 0.1, 100_000);

    /// <summary>Probability of a random action in evaluation with sampled actions, in [0, 1]. Default 0.001.</summary>
    [Option("Probability of a random action in evaluation with sampled actions", Range = "0 to 1")]
    public double EvaluationRandomActions { get; init => field = Require.Within(0, 1, value, nameof(EvaluationRandomActions)); } = 0.001;

    /// <summary>Environment steps kept in replay memory, positive. Default 100,000.</summary>
    [Option("Environment steps kept in replay memory", Range = "2 per environment or more")]
    public int ReplayCapacity { get; init => field = Require.Positive(value, nameof(ReplayCapacity)); } = 100_000;

    /// <summary>Environment steps before the first update, not negative. Default 5,000.</summary>
    [Option("Environment steps before the first update", Range = "0 or more")]
    public int LearningStarts { get; init => field = Require.NonNegative(value, nameof(LearningStarts)); } = 5_000;

    /// <summary>Steps of each environment between updates, positive. Default 1.</summary>
    [Option("Steps of each environment between updates", Range = "1 or more")]
    public int TrainEvery { get; init => field = Require.Positive(value, nameof(TrainEvery)); } = 1;

    /// <summary>Minibatches at each update, positive. Default 1.</summary>
    [Option("Minibatches at each update", Range = "1 or more")]
    public int Minibatches { get; init => field = Require.Positive(value, nameof(Minibatches)); } = 1;

    /// <summary>B, transitions in a minibatch, positive. Default 32.</summary>
    [Option("Transitions in a minibatch", Range = "1 or more")]
    public int BatchSize { get; init => field = Require.Positive(value, nameof(BatchSize)); } = 32;

    /// <summary>Environment steps between copies into the target network, positive. Default 1,000.</summary>
    [Option("Environment steps between copies into the target network", Range = "1 or more")]
    public int TargetUpdateSteps { get; init => field = Require.Positive(value, nameof(TargetUpdateSteps)); } = 1_000;

    /// <summary>Error beyond which Huber's loss grows linearly, positive. Default 1.</summary>
    [Option("Error beyond which the loss grows linearly (Huber)", Range = "above 0")]
    public double Huber { get; init => field = Require.Positive(value, nameof(Huber)); } = 1.0;

    /// <summary>Exponent of proportional prioritisation, in [0, 1]; 0 is uniform replay. Default 0; 0.6 is Schaul et al.'s.</summary>
    [Option("Exponent of prioritised replay; 0 is uniform", Range = "0 to 1")]
    public double PriorityExponent { get; init => field = Require.Within(0, 1, value, nameof(PriorityExponent)); }

    /// <summary>Exponent β of the importance weights of prioritised replay, in [0, 1]. Default from 0.4 to 1 over the run.</summary>
    [Option("Exponent of the importance weights of prioritised replay", Range = "a number in 0 to 1, or linear:FROM:TO:STEPS")]
    public Schedule PriorityCorrection
    {
        get;
        init
        {
            OptionValue.NotNull(value, nameof(PriorityCorrection));
            Require.Within(0, 1, value.Smallest, nameof(PriorityCorrection));
            Require.Within(0, 1, value.Largest, nameof(PriorityCorrection));
            field = value;
        }
    } = new Schedule.Linear(0.4, 1);

    /// <summary>Optimiser. Default Adam.</summary>
    [Option("Optimiser", Range = "rms-prop, adam")]
    public OptimizerKind Optimizer { get; init => field = OptionValue.Defined(value, nameof(Optimizer)); } = OptimizerKind.Adam;

    /// <summary>Learning rate over environment steps. Default 2.5e-4, constant.</summary>
    [Option("Learning rate", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule LearningRate { get; init => field = OptionValue.NotNull(value, nameof(LearningRate)); } = new Schedule.Constant(2.5e-4);

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

    /// <summary>Widths of an MLP's hidden layers, comma separated. Default <c>128,128</c>.</summary>
    [Option("Hidden layers of an MLP", Range = "positive widths, comma separated")]
    public string Hidden { get; init => field = LayerWidths.Check(value, nameof(Hidden)); } = "128,128";
}
