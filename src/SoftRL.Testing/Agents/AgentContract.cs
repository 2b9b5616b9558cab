using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Testing;

/// <summary>
/// What every agent must do, checked by training it for a few hundred steps: same seed, same bits; a checkpoint restores it; being stopped and resumed changes nothing;
/// no tensor stays behind; its options round-trip. Independent of the test framework: a broken rule is an <see cref="AgentContractException"/>.
/// </summary>
/// <param name="descriptor">The agent.</param>
/// <param name="options">Its options; the defaults when omitted.</param>
/// <param name="environment">Where it is trained; CartPole-v1 when omitted.</param>
public sealed class AgentContract(AgentDescriptor descriptor, object? options = null, EnvironmentSpec? environment = null)
{
    private const long Steps = 1_200;
    private const ulong Seed = 11;

    private readonly object _options = options ?? descriptor.DefaultOptions();
    private readonly EnvironmentSpec _environment = environment ?? EnvironmentCatalog.Find("CartPole-v1");

    /// <summary>Checks every rule.</summary>
    /// <exception cref="AgentContractException">A rule is broken.</exception>
    public void CheckAll()
    {
        OptionsRoundTrip();
        SameSeedGivesTheSameBits();
        StoppingAndResumingChangesNothing();
        NoTensorStaysBehind();
        ActionsAreInRangeAndGreedyIsRepeatable();
    }

    /// <summary>Options written to JSON and read again are equal, and every property is described.</summary>
    public void OptionsRoundTrip()
    {
        var violations = OptionsContract.Violations(descriptor.OptionsType);
        Require(violations.Count == 0, "options", string.Join("; ", violations));
        var copy = OptionsBinder.Apply(descriptor.DefaultOptions(), OptionsBinder.ToJson(_options));
        Require(copy.Equals(_options), "options", $"read back from JSON they differ: {string.Join("; ", OptionsBinder.Differences(_options, copy))}");
    }

    /// <summary>Two runs of one seed end with the same parameters; another seed ends with others.</summary>
    public void SameSeedGivesTheSameBits()
        => InTemporaryDirectory(root =>
        {
            var first = TrainWhole(Path.Combine(root, "first"), Seed);
            var second = TrainWhole(Path.Combine(root, "second"), Seed);
            var other = TrainWhole(Path.Combine(root, "other"), Seed + 1);
            Require(first.AsSpan().SequenceEqual(second), "determinism", "two runs of one seed end with different parameters");
            Require(!first.AsSpan().SequenceEqual(other), "determinism", "runs of different seeds end with the same parameters");
        });

    /// <summary>A run that is stopped half-way and resumed from its checkpoint ends with the same parameters as one that was not.</summary>
    public void StoppingAndResumingChangesNothing()
        => InTemporaryDirectory(root =>
        {
            var whole = TrainWhole(Path.Combine(root, "whole"), Seed);
            var parts = Path.Combine(root, "parts");
            using (var first = Start(parts, Seed, Steps / 2))
            {
                first.Train(new SilentObserver(), CancellationToken.None);
            }

            using var second = TrainingRun.Resume(parts, new RunOverrides { Steps = Steps }, Catalog(), Find, _ => { });
            Require(second.Step >= Steps / 2, "checkpoint", $"resumed at step {second.Step} instead of {Steps / 2}");
            second.Train(new SilentObserver(), CancellationToken.None);
            Require(whole.AsSpan().SequenceEqual(Parameters(second)), "exact resume", "a run that was stopped and resumed ends with other parameters than one that was not");
        });

    /// <summary>Building, training, saving and disposing leaves no tensor alive.</summary>
    public void NoTensorStaysBehind()
        => InTemporaryDirectory(root => TensorLeak.AssertNone(() => TrainWhole(Path.Combine(root, "run"), Seed)));

    /// <summary>Actions, drawn or greedy, are actions of the environment, and greedy ones depend on nothing but the observations.</summary>
    public void ActionsAreInRangeAndGreedyIsRepeatable()
        => InTemporaryDirectory(root =>
        {
            using var run = Start(Path.Combine(root, "run"), Seed, Steps);
            using var vector = _environment.CreateVector(4, Seed);
            vector.Reset();
            using var buffer = new RolloutBuffer(2, 4, vector.ObservationSpace, TorchSharp.torch.CPU, vector.ActionSpace);
            vector.Observations.CopyTo(buffer.ObservationMemory(0));
            var random = new Xoshiro256(Seed);
            for (var draw = 0; draw < 100; draw++)
            {
                run.Agent.Act(buffer.ObservationsAt(0), ref random, buffer.ActionMemory(0));
                RequireInRange(vector.ActionSpace, buffer.ActionMemory(0));
                run.Agent.Explore(buffer.ObservationsAt(0), ref random, buffer.ActionMemory(0));
                RequireInRange(vector.ActionSpace, buffer.ActionMemory(0));
            }

            run.Agent.ActGreedily(buffer.ObservationsAt(0), buffer.ActionMemory(0));
            run.Agent.ActGreedily(buffer.ObservationsAt(0), buffer.ActionMemory(1));
            RequireInRange(vector.ActionSpace, buffer.ActionMemory(0));
            Require(Same(buffer.ActionMemory(0), buffer.ActionMemory(1)), "actions", "greedy actions differ for the same observations");
        });

    private static bool Same(ActionRows left, ActionRows right)
        => left.Dimension == 0 ? left.Indices.SequenceEqual(right.Indices) : left.Vectors.SequenceEqual(right.Vectors);

    private static void RequireInRange(ActionSpace space, ActionRows actions)
    {
        for (var row = 0; row < actions.Count; row++)
        {
            var (inside, action) = space is BoxActions box
                ? (box.Contains(actions.Vectors.Slice(row * box.Dimension, box.Dimension)), string.Join(", ", actions.Vectors.Slice(row * box.Dimension, box.Dimension).ToArray()))
                : (((DiscreteActions)space).Contains((int)actions.Indices[row]), $"{actions.Indices[row]}");
            Require(inside, "actions", $"took {action} of {space}");
        }
    }

    private static void Require(bool holds, string rule, string violation)
    {
        if (!holds)
        {
            throw new AgentContractException($"The agent breaks its contract ({rule}): {violation}.");
        }
    }

    private static float[] Parameters(TrainingRun run)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        return [.. run.Agent.Parameters.SelectMany(parameters => parameters.Values.cpu().data<float>().ToArray())];
    }

    private static void InTemporaryDirectory(Action<string> check)
    {
        var root = Directory.CreateTempSubdirectory("softrl-contract-").FullName;
        try
        {
            check(root);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private float[] TrainWhole(string directory, ulong seed)
    {
        using var run = Start(directory, seed, Steps);
        run.Train(new SilentObserver(), CancellationToken.None);
        return Parameters(run);
    }

    private TrainingRun Start(string directory, ulong seed, long steps)
        => TrainingRun.Start(
            new RunSpec
            {
                Agent = descriptor.Name,
                Environment = _environment.Id,
                AgentOptions = _options,
                Steps = steps,
                Seed = seed,
                EnvironmentCount = 4,
                EvaluateEvery = 0,
                FinalEpisodes = 1,
                CheckpointEvery = 300,
                LogEvery = 200,
            },
            directory,
            Catalog(),
            Find);

    private AgentCatalog Catalog() => new(descriptor);

    private EnvironmentSpec Find(string id) => id == _environment.Id ? _environment : EnvironmentCatalog.Find(id);
}
