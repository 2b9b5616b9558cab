// Stepping speed of the environments: one environment on one thread beside the published Python of the same game, and 1,024 together
// on one and two threads. One thread is timed by the processor time it gets, and threads together by the median call, which neighbours
// disturb less than the mean. Everything is measured in turn, several times, so that a change of the machine's mood meets all of it.
// Arguments: [--filter TEXT] [--repeats N] [--seconds S] [--python COMMAND] [--count N]
using System.Globalization;
using EnvironmentSpeed;
using SoftRL.Environments;
using SoftRL.Tabular;

string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : otherwise;
var (repeats, seconds) = (int.Parse(Option("--repeats", "7"), CultureInfo.InvariantCulture), double.Parse(Option("--seconds", "0.3"), CultureInfo.InvariantCulture));
var (filter, count) = (Option("--filter", ""), int.Parse(Option("--count", "1024"), CultureInfo.InvariantCulture));
var specs = EnvironmentCatalog.BuiltIn.Concat(TabularEnvironments.BuiltIn)
    .Where(spec => spec.Id.Contains(filter, StringComparison.OrdinalIgnoreCase) && !(spec.Id.StartsWith("MinAtar/", StringComparison.Ordinal) && spec.Id.EndsWith("-v1", StringComparison.Ordinal)))
    .ToArray();

using var originals = new Originals(Option("--python", "python3"));
Console.WriteLine($"{Environment.ProcessorCount} processors, {repeats} repeats of {seconds.ToString(CultureInfo.InvariantCulture)} s in turn, random actions, resets included. Thousands of steps a second: median (lowest … highest).");
Console.WriteLine($"\n{"one environment, one thread",-26}{"SoftRL",28}{"Python",28}{"times",9}");
foreach (var spec in specs)
{
    var (family, id) = spec.Id.StartsWith("MinAtar/", StringComparison.Ordinal) ? ("minatar", MinAtarName(spec.Id)) : ("gymnasium", spec.Id);
    var (ours, theirs) = (new Spread(), new Spread());
    var step = Steppers.Single(spec);
    step(1);
    for (var repeat = 0; repeat < repeats; repeat++)
    {
        ours.Add(step(seconds));
        theirs.Add(originals.StepsPerSecond(family, id, seconds));
    }

    Console.WriteLine($"{spec.Id,-26}{ours,28}{theirs,28}{ours.Times(theirs),9}");
}

foreach (var missing in originals.Missing)
{
    Console.WriteLine($"Not measured: {missing}");
}

var meanwhile = new OtherPrograms();
Console.WriteLine($"\n{$"{count} environments together",-26}{"1 thread",28}{"2 threads",28}{"times",9}");
foreach (var spec in specs)
{
    var (one, two) = (new Spread(), new Spread());
    var (stepOne, stepTwo) = (Steppers.Vector(spec, count, threads: 1), Steppers.Vector(spec, count, threads: 2));
    stepOne(1);
    stepTwo(1);
    for (var repeat = 0; repeat < repeats; repeat++)
    {
        one.Add(stepOne(seconds));
        two.Add(stepTwo(seconds));
    }

    Console.WriteLine($"{spec.Id,-26}{one,28}{two,28}{two.Times(one),9}");
}

Console.WriteLine($"\nWhile these were stepped together, other programs used {meanwhile.Share} of the processors.");

// MinAtar's Python calls MinAtar/SpaceInvaders-v0 "space_invaders".
static string MinAtarName(string id) =>
    string.Concat(id["MinAtar/".Length..^"-v0".Length].Select((letter, at) => (char.IsUpper(letter) && at > 0 ? "_" : "") + char.ToLowerInvariant(letter)));
