using SoftRL.Agents.Sac;
using SoftRL.Agents.SoftQ;
using SoftRL.Training;

namespace LearningResults;

/// <summary>Shares of the four goals of MultiGoal-v0 in episodes with drawn actions, one row for each run.</summary>
internal static class GoalTable
{
    private static readonly AgentCatalog s_agents = new(SvgdSoftQAgent.Descriptor, SacAgent.Descriptor, DdpgAgent.Descriptor);

    public static void Print(IReadOnlyList<string> directories, int episodes, ulong seed)
    {
        Console.WriteLine("| run | seed | steps | mean return | right | left | up | down | none |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var directory in directories)
        {
            var watch = new GoalWatch();
            var result = RunEvaluation.Evaluate(directory, episodes, seed, ActionChoice.Sampled, s_agents, _ => watch.Environment, Console.Error.WriteLine);
            var file = RunFile.Read(directory);
            var shares = watch.Counts(episodes).Select(count => $"{(double)count / episodes:F3}");
            Console.WriteLine($"| {Path.GetFileName(directory)} | {file.Seed} | {file.StepsDone} | {result.MeanReturn:F1} | {string.Join(" | ", shares)} |");
        }
    }
}
