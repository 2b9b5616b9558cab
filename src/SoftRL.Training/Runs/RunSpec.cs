using SoftRL.Core;

namespace SoftRL.Training;

/// <summary>Everything that decides what a training run does. Two runs of equal specs on one machine give the same bits.</summary>
public sealed record RunSpec
{
    /// <summary>Name of the agent, for example <c>softq</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>Id of the environment, for example <c>MinAtar/Breakout-v1</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The agent's options record.</summary>
    public required object AgentOptions { get; init; }

    /// <summary>Environment steps to train for, positive; rounded up to whole rollouts. Default 500,000.</summary>
    public long Steps { get; init => field = Require.Positive(value, nameof(Steps)); } = 500_000;

    /// <summary>Seed of the whole run. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>N, environments stepped together, positive. Default 16, as the published A2C.</summary>
    public int EnvironmentCount { get; init => field = Require.Positive(value, nameof(EnvironmentCount)); } = 16;

    /// <summary>What of the environments is normalised by running statistics. Default nothing.</summary>
    public Normalization Normalize { get; init => field = OptionValue.Defined(value, nameof(Normalize)); } = Normalization.None;

    /// <summary>Threads that step environments; results do not depend on it. Default 1.</summary>
    public int EnvironmentThreads { get; init => field = Require.Positive(value, nameof(EnvironmentThreads)); } = 1;

    /// <summary>
    /// K, threads that learn together. Of an agent that learns from rollouts each has its share of the environments, which it steps, acts in and differentiates: 1 to
    /// <see cref="EnvironmentCount"/>. Of an <see cref="IMinibatchAgent"/> each differentiates its rows of every minibatch, and the environments are stepped as without: 1 to
    /// the size of a minibatch. Results depend on it by rounding. With more than one, tensor operations have one thread each. Default 1.
    /// </summary>
    public int Shards { get; init => field = Require.Positive(value, nameof(Shards)); } = 1;

    /// <summary>Threads of tensor operations; results depend on it bit for bit. Default <see cref="ComputeRuntime.DefaultThreads"/>.</summary>
    public int Threads { get; init => field = Require.Positive(value, nameof(Threads)); } = ComputeRuntime.DefaultThreads;

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>. Default <c>cpu</c>.</summary>
    public string Device { get; init => field = OptionValue.Text(value, nameof(Device)); } = "cpu";

    /// <summary>Environment steps between evaluations; 0 for none but the last. Default 50,000.</summary>
    public long EvaluateEvery { get; init => field = Require.NonNegative(value, nameof(EvaluateEvery)); } = 50_000;

    /// <summary>Episodes of each evaluation during training. Default 20.</summary>
    public int EvaluationEpisodes { get; init => field = Require.Positive(value, nameof(EvaluationEpisodes)); } = 20;

    /// <summary>Episodes of the evaluation that ends the run. Default 100.</summary>
    public int FinalEpisodes { get; init => field = Require.Positive(value, nameof(FinalEpisodes)); } = 100;

    /// <summary>Environment steps between checkpoints, positive. Default 100,000.</summary>
    public long CheckpointEvery { get; init => field = Require.Positive(value, nameof(CheckpointEvery)); } = 100_000;

    /// <summary>Checkpoints kept, at least 2. Default 3.</summary>
    public int KeepCheckpoints { get; init => field = (int)Require.Within(2, 1_000_000, value, nameof(KeepCheckpoints)); } = 3;

    /// <summary>Environment steps between rows of metrics, positive. Default 2,000.</summary>
    public long LogEvery { get; init => field = Require.Positive(value, nameof(LogEvery)); } = 2_000;
}
