// Trains on an Atari game played by Python's ale-py (pip install ale-py), or on a MinAtar game where that is missing.
// dotnet run -c Release --project samples/Atari -- [GAME] [a2c|softq] [STEPS] [DIRECTORY]
using System.Globalization;
using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.SoftQ;
using SoftRL.Environments;
using SoftRL.Environments.Gymnasium;
using SoftRL.Training;

var game = args.Length > 0 ? args[0] : "Breakout";
var agent = args.Length > 1 ? args[1] : A2cAgent.Descriptor.Name;
var steps = args.Length > 2 ? long.Parse(args[2], CultureInfo.InvariantCulture) : 10_000_000;
var directory = args.Length > 3 ? args[3] : Path.Combine("runs", $"{game}-{agent}-{Environment.ProcessId}");

// A step is four frames, an episode one life, a reward its sign; returns that are shown are true scores of whole games.
EnvironmentSpec environment;
try
{
    environment = AtariEnvironments.TryFind($"Atari/{game}NoFrameskip-v4", AtariPresets.A2c)!;
}
catch (EnvironmentUnavailableException missing)
{
    Console.WriteLine(missing.Message);
    environment = EnvironmentCatalog.BuiltIn.FirstOrDefault(spec => spec.Id == $"MinAtar/{game}-v1") ?? EnvironmentCatalog.Find("MinAtar/Breakout-v1");
    Console.WriteLine($"There is no Atari on this machine, so this trains on {environment.Id} instead.");
}
catch (UnknownEnvironmentException unknown)
{
    Console.Error.WriteLine(unknown.Message);
    return 2;
}

// The options are those of the published results on Atari: five steps of sixteen games between updates, RMSProp, learning rate 7e-4.
object? options = agent switch { "a2c" => new A2cOptions(), "softq" => new SoftQOptions(), _ => null };
if (options is null)
{
    Console.Error.WriteLine($"There is no agent '{agent}' here; there are a2c and softq.");
    return 2;
}

var plan = new RunSpec
{
    Agent = agent,
    AgentOptions = options,
    Environment = environment.Id,
    Steps = steps,
    EnvironmentThreads = Environment.ProcessorCount,
    EvaluateEvery = Math.Max(1, steps / 10),
    EvaluationEpisodes = 10,
    FinalEpisodes = 10,
};
using var run = TrainingRun.Start(plan, directory, new AgentCatalog(A2cAgent.Descriptor, SoftQAgent.Descriptor), _ => environment);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

Console.WriteLine($"Training {agent} on {environment.Id} ({environment.ObservationSpace}, {environment.ActionSpace}).");
var summary = run.Train(new PrintEvaluations(), stop.Token);
Console.WriteLine($"{summary.Status} after {summary.Steps} steps: mean return {summary.Evaluation?.MeanReturn ?? summary.TrainingReturn:F1}; curve: {summary.CurvePath}");
return 0;

internal sealed class PrintEvaluations : IRunObserver
{
    public void OnProgress(in RunProgress progress)
    {
    }

    public void OnEvaluation(long step, EvaluationResult result) => Console.WriteLine($"{step,10} steps: {result.MeanReturn:F1} ± {result.StdReturn:F1}");

    public void OnCheckpoint(string path)
    {
    }

    public void OnWarning(string message) => Console.Error.WriteLine(message);
}
