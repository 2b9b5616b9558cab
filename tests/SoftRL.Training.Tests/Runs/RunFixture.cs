using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.Dqn;
using SoftRL.Agents.Sac;
using SoftRL.Agents.SoftQ;
using SoftRL.Environments;

namespace SoftRL.Training.Tests;

/// <summary>Short runs in a temporary directory.</summary>
public sealed class RunFixture : IDisposable
{
    public RunFixture() => Root = Directory.CreateTempSubdirectory("softrl-runs-").FullName;

    public static AgentCatalog Agents { get; } = new(
        A2cAgent.Descriptor, SoftQAgent.Descriptor, SpgAgent.Descriptor, DqnAgent.Descriptor, SacAgent.Descriptor, DdpgAgent.Descriptor);

    public string Root { get; }

    public string Directory_(string name) => Path.Combine(Root, name);

    public static RunSpec Spec(string agent = "softq", long steps = 4_000, string environment = "CartPole-v1", params string[] options) => new()
    {
        Agent = agent,
        Environment = environment,
        AgentOptions = OptionsBinder.Apply(Agents.Find(agent).DefaultOptions(), options),
        Steps = steps,
        Seed = 7,
        EnvironmentCount = 8,
        EvaluateEvery = 1_000,
        EvaluationEpisodes = 3,
        FinalEpisodes = 4,
        CheckpointEvery = 1_000,
        LogEvery = 400,
    };

    public TrainingRun Start(string name, RunSpec spec) => TrainingRun.Start(spec, Directory_(name), Agents, EnvironmentCatalog.Find);

    public TrainingRun Resume(string name, RunOverrides? overrides = null, List<string>? warnings = null)
        => TrainingRun.Resume(Directory_(name), overrides ?? new RunOverrides(), Agents, EnvironmentCatalog.Find, message => warnings?.Add(message));

    public static float[] Parameters(TrainingRun run) => run.Agent.Parameters[0].Values.data<float>().ToArray();

    /// <summary>The lines of a log without its clock fields.</summary>
    public string[] Lines(string name, string file)
        => [.. File.ReadAllLines(Path.Combine(Directory_(name), file)).Select(WithoutClock)];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string WithoutClock(string line)
    {
        var row = System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject();
        foreach (var key in MetricsRow.ClockKeys)
        {
            row.Remove(key);
        }

        return row.ToJsonString();
    }
}
