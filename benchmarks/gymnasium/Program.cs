using System.Diagnostics;
using System.Globalization;
using SoftRL.Environments;
using SoftRL.Environments.Gymnasium;

// Eight CartPoles of real Gymnasium through the bridge, against the same environments in a vector inside Python. All are measured
// in turn, several rounds, so that a change of the machine's mood meets all of them; the median round counts.
const int Count = 8;
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
var steps = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2000;
var python = Environment.GetEnvironmentVariable("SOFTRL_PYTHON") is { Length: > 0 } named ? named : "python3";

using var one = new GymnasiumVectorEnvironment("CartPole-v1", Count, seed: 1, workers: 1);
using var two = new GymnasiumVectorEnvironment("CartPole-v1", Count, seed: 1, workers: 2);
using var process = Process.Start(new ProcessStartInfo(python, ["-W", "ignore", Path.Combine(AppContext.BaseDirectory, "steps.py")])
{
    RedirectStandardInput = true,
    RedirectStandardOutput = true,
})!;
var version = process.StandardOutput.ReadLine();
var hasOwn = version is not null && char.IsAsciiDigit(version[0]) && version[0] != '0';

var cases = new List<(string Name, Func<double> Run, List<double> Seconds)>
{
    ("Python, SyncVectorEnv", () => InPython("sync"), []),
    ("bridge, 1 worker", () => Through(one), []),
    ("bridge, 2 workers", () => Through(two), []),
};
if (hasOwn)
{
    cases.Add(("Python, CartPole's own vectorisation", () => InPython("own"), []));
}

for (var round = -1; round < rounds; round++)
{
    foreach (var (_, run, seconds) in cases)
    {
        var taken = run();
        if (round >= 0)
        {
            seconds.Add(taken);
        }
    }
}

Console.WriteLine($"Gymnasium {version}, {Count} CartPole-v1, {rounds} rounds of {steps} steps, {Environment.ProcessorCount} processors");
var reference = Median(cases[0].Seconds);
foreach (var (name, _, seconds) in cases)
{
    var median = Median(seconds);
    Console.WriteLine($"{name,-40} {median / steps * 1e6,8:F1} us per step of all {Count}   {reference / median,6:F2} x SyncVectorEnv");
}

double InPython(string kind)
{
    process.StandardInput.WriteLine($"{kind} {Count} {steps}");
    return double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
}

double Through(GymnasiumVectorEnvironment environments)
{
    var random = new Xoshiro256(1);
    var actions = new int[steps * Count];
    for (var i = 0; i < actions.Length; i++)
    {
        actions[i] = random.NextInt(2);
    }

    environments.Reset();
    var watch = Stopwatch.StartNew();
    for (var step = 0; step < steps; step++)
    {
        environments.Step(actions.AsSpan(step * Count, Count));
    }

    return watch.Elapsed.TotalSeconds;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
