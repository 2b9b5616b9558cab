using SoftRL.Core;
using SoftRL.Training;

namespace SoftRL.Agents.Sac;

/// <summary>
/// Options of <c>ddpg</c>. Defaults: the algorithm is Lillicrap et al. 2016; the numbers are those with which Fujimoto et al. 2018 ("our DDPG") and later comparisons ran it,
/// since the published ones (rates 1e-4 and 1e-3, target rate 0.001, batch 64, correlated noise) learn slower.
/// </summary>
public sealed record DdpgOptions
{
    /// <summary>Standard deviation of the Gaussian exploration noise, as a share of half the range of each action, not negative. Default 0.1.</summary>
    [Option("Standard deviation of the exploration noise, as a share of half the range", Range = "0 or more")]
    public double Noise { get; init => field = Require.NonNegative(value, nameof(Noise)); } = 0.1;

    /// <summary>Discount γ per environment step, in [0, 1]. Default 0.99, as published.</summary>
    [Option("Discount per environment step", Range = "0 to 1")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    /// <summary>Polyak rate ρ of the target networks per minibatch, in [0, 1]. Default 0.005.</summary>
    [Option("Rate at which the target networks follow, per minibatch", Range = "0 to 1")]
    public double TargetRate { get; init => field = Require.Within(0, 1, value, nameof(TargetRate)); } = 0.005;

    /// <summary>Environment steps kept in replay memory, positive. Default 1,000,000, as published.</summary>
    [Option("Environment steps kept in replay memory", Range = "2 per environment or more")]
    public int ReplayCapacity { get; init => field = Require.Positive(value, nameof(ReplayCapacity)); } = 1_000_000;

    /// <summary>Environment steps with uniformly random actions before the first update, not negative. Default 1,000.</summary>
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

    /// <summary>Learning rate of the actor over environment steps. Default 1e-3, constant.</summary>
    [Option("Learning rate of the actor", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule ActorLearningRate { get; init => field = OptionValue.NotNull(value, nameof(ActorLearningRate)); } = new Schedule.Constant(1e-3);

    /// <summary>Learning rate of the critic over environment steps. Default 1e-3, constant.</summary>
    [Option("Learning rate of the critic", Range = "a number, or linear:FROM:TO:STEPS")]
    public Schedule CriticLearningRate { get; init => field = OptionValue.NotNull(value, nameof(CriticLearningRate)); } = new Schedule.Constant(1e-3);

    /// <summary>β₂ of Adam, in [0, 1]. Default 0.999.</summary>
    [Option("Decay of Adam's mean square", Range = "0 to 1")]
    public double Decay { get; init => field = Require.Within(0, 1, value, nameof(Decay)); } = 0.999;

    /// <summary>ε of Adam, positive. Default 1e-8.</summary>
    [Option("Epsilon of Adam", Range = "above 0")]
    public double Epsilon { get; init => field = Require.Positive(value, nameof(Epsilon)); } = 1e-8;

    /// <summary>Widths of the hidden layers, comma separated. Default <c>256,256</c>.</summary>
    [Option("Hidden layers", Range = "positive widths, comma separated")]
    public string Hidden { get; init => field = LayerWidths.Check(value, nameof(Hidden)); } = "256,256";

    /// <summary>What lies between the layers. Default ReLU, as published.</summary>
    [Option("Activation", Range = "tanh, relu")]
    public Activation Activation { get; init => field = OptionValue.Defined(value, nameof(Activation)); } = Activation.Relu;
}
