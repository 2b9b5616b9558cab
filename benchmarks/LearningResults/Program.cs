// Sums up run directories: LearningResults ROOT BAR LABEL=PREFIX [LABEL=PREFIX …]
//                          LearningResults goals RUN [RUN …]
// Runs are ROOT/PREFIX-SEED. Prints a Markdown table, and for two labels the ratio of the areas under the training curves, paired by seed; draws ROOT/curves.svg and .png.
using System.Globalization;
using LearningResults;
using SoftRL.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args[0] == "goals")
{
    // Which of the four goals of MultiGoal-v0 runs reach, in 400 episodes each.
    GoalTable.Print(args[1..], episodes: 400, seed: 1_000_000);
    return;
}

var (root, bar) = (args[0], double.Parse(args[1], CultureInfo.InvariantCulture));
var groups = args[2..].Select(argument => RunGroup.Read(root, argument)).ToArray();

Console.WriteLine($"| agent | seeds | evaluation at the end: mean (each seed) | seeds ≥ {bar} | training return, last 100 episodes: mean (each seed) | seeds ≥ {bar} | steps/s |");
Console.WriteLine("|---|---|---|---|---|---|---|");
foreach (var group in groups)
{
    Console.WriteLine(group.Row(bar));
}

if (groups.Length >= 2)
{
    Console.WriteLine();
    foreach (var other in groups[1..])
    {
        Console.WriteLine(AreaRatio.Of(groups[0], other));
    }
}

LearningCurve.Compare(Path.Combine(root, "curves"), groups[0].Environment, [.. groups.Select(group => CurveSeries.FromRuns(group.Label, group.Directories))]);
