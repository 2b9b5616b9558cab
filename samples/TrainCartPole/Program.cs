// Trains soft Q-learning on CartPole with the package SoftRL.Agents.SoftQ alone.
// dotnet run --project samples/TrainCartPole -- [STEPS] [DIRECTORY]
using System.Globalization;
using SoftRL.Agents.SoftQ;
using SoftRL.Environments;
using SoftRL.Training;

var steps = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 200_000;
var directory = args.Length > 1 ? args[1] : Path.Combine("runs", $"sample-{Environment.ProcessId}");

var spec = new RunSpec
{
    Agent = SoftQAgent.Descriptor.Name,
    Environment = "CartPole-v1",
    AgentOptions = new SoftQOptions { Temperature = 0.01, Discount = 0.99 },
    Steps = steps,
    Seed = 1,
    EvaluateEvery = 50_000,
};
using var run = TrainingRun.Start(spec, directory, new AgentCatalog(SoftQAgent.Descriptor), EnvironmentCatalog.Find);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var summary = run.Train(new PrintEvaluations(), stop.Token);
Console.WriteLine($"{summary.Status} after {summary.Steps} steps: mean return {summary.Evaluation?.MeanReturn ?? summary.TrainingReturn:F1}; curve: {summary.CurvePath}");

internal sealed class PrintEvaluations : IRunObserver
{
    public void OnProgress(in RunProgress progress)
    {
    }

    public void OnEvaluation(long step, EvaluationResult result) => Console.WriteLine($"{step,9} steps: {result.MeanReturn:F1} ± {result.StdReturn:F1}");

    public void OnCheckpoint(string path)
    {
    }

    public void OnWarning(string message) => Console.Error.WriteLine(message);
}
