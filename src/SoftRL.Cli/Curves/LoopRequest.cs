using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>A measurement that a process of its own makes: <c>softrl bench --measure JSON</c>.</summary>
/// <param name="Kind">What.</param>
internal sealed record LoopRequest(LoopKind Kind)
{
    private static readonly JsonSerializerOptions s_json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The agent, where there is one.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The environment, where there is one.</summary>
    public string Environment { get; init; } = "";

    /// <summary>Environments stepped together.</summary>
    public int Environments { get; init; } = 1;

    /// <summary>Threads of tensor operations, or of environments where there are no tensors.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Threads that share each minibatch.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Steps that replay memory keeps.</summary>
    public int Capacity { get; init; }

    /// <summary>How long, after a quarter of it to warm up.</summary>
    public double Seconds { get; init; } = 1;

    /// <summary>Options of the agent, as <c>--set</c> takes them.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    /// <summary>Reads what <see cref="Ask"/> passes on.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The request.</returns>
    public static LoopRequest Parse(string json) => JsonSerializer.Deserialize<LoopRequest>(json, s_json)!;

    /// <summary>As the argument of the command.</summary>
    /// <returns>JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Arguments of this command that measure it.</summary>
    /// <returns>The arguments.</returns>
    public string[] Arguments() => ["bench", "--measure", ToJson(), "--json"];

    /// <summary>Measures in a process of its own.</summary>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>Names and numbers.</returns>
    public IReadOnlyDictionary<string, double> Ask(CancellationToken cancellation)
        => JsonNode.Parse(ChildProcess.RunSelf(Threads, Arguments(), cancellation))!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<double>());

    /// <summary>Measures in this process.</summary>
    /// <returns>Names and numbers, in order.</returns>
    public IReadOnlyList<(string Name, double Value)> Measure()
    {
        ComputeRuntime.Prepare();
        ComputeRuntime.UseThreads(Threads);
        return Kind switch
        {
            LoopKind.Updates => [("steps_per_second", UpdateLoop.Measure(Agent, Seconds, Shards, Assignments))],
            LoopKind.Stepping => [("steps_per_second", SteppingLoop.Measure(Environment, Environments, Threads, Seconds))],
            LoopKind.PictureMemory => [("bytes", MemoryLoop.OfPictures(Capacity))],
            LoopKind.VectorMemory => [("bytes", MemoryLoop.OfVectors(Capacity))],
            LoopKind.Phases => PhaseLoop.Measure(Agent, Environment, Environments, Seconds, Assignments),
            _ => throw new InvalidOperationException($"There is no way to measure {Kind}."),
        };
    }
}
