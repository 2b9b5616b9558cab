using System.CommandLine;
using SoftRL.Environments;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary><c>softrl train</c>: trains an agent, or goes on with a run.</summary>
internal static class TrainCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="agents">The agents on offer.</param>
    /// <returns>The command.</returns>
    public static Command Create(Terminal terminal, AgentCatalog agents)
    {
        var options = new TrainOptions();
        var command = new Command("train", "Train an agent: progress on the way, checkpoints and metrics in the run directory, the score at the end.");
        options.AddTo(command);
        command.Add(Options.Json());
        command.SetAction(parsed => Train(options.Read(parsed), terminal, agents));
        return command;
    }

    private static int Train(TrainRequest request, Terminal terminal, AgentCatalog agents)
    {
        using var run = Open(request, terminal, agents);
        using var interruption = new Interruption(() => terminal.Notice("Stopping: saving a checkpoint. Again to stop at once, losing what came after the last one."));
        var summary = Progress(request, terminal).Watch(observer => run.Train(observer, interruption.Token));
        TrainReport.Print(summary, terminal);
        return summary.Status == RunStatus.Interrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static TrainingRun Open(TrainRequest request, Terminal terminal, AgentCatalog agents)
    {
        try
        {
            return request.ResumeDirectory is { } directory ? Resume(directory, request, terminal, agents) : Start(request, terminal, agents);
        }
        catch (Exception refused) when (refused is ArgumentException or CheckpointException)
        {
            // Options that are in range each but do not go together; a directory whose checkpoints are all damaged.
            throw new UsageException(refused.Message);
        }
    }

    private static TrainingRun Start(TrainRequest request, Terminal terminal, AgentCatalog agents)
    {
        var spec = RunSpecs.For(request, agents);
        var directory = request.OutputDirectory ?? RunSpecs.FreshDirectory(spec);
        var run = TrainingRun.Start(spec, directory, agents, BuiltIn.FindEnvironment);
        terminal.Notice(
            $"{spec.Agent} on {spec.Environment}: {Figures.Count(spec.Steps)} steps, {spec.EnvironmentCount} environments, seed {spec.Seed}, {spec.Device} with {spec.Threads} {(spec.Threads == 1 ? "thread" : "threads")}, in {directory}");
        return run;
    }

    private static TrainingRun Resume(string directory, TrainRequest request, Terminal terminal, AgentCatalog agents)
    {
        if (request.OutputDirectory is not null || request.ConfigFile is not null || request.EvaluationEpisodes is not null)
        {
            throw new UsageException("--resume goes on in the run's own directory with its own settings; leave out --out, --config and --eval-episodes.");
        }

        var run = TrainingRun.Resume(directory, request.Overrides, agents, BuiltIn.FindEnvironment, terminal.Warning);
        terminal.Notice($"Going on with {directory} at step {Figures.Count(run.Step)}.");
        return run;
    }

    private static ProgressView Progress(TrainRequest request, Terminal terminal)
        => request.Quiet ? ProgressView.Silent(terminal) : terminal.Live ? ProgressView.Live(terminal) : ProgressView.Plain(terminal, TimeProvider.System);
}
