using System.Diagnostics;
using System.Globalization;
using SoftRL.Benchmarks.Mujoco;
using SoftRL.Environments;
using SoftRL.Environments.Mujoco;

if (args.Length is < 1 or > 3 || !File.Exists(args[0]))
{
    Console.Error.WriteLine("usage: SoftRL.Benchmarks.Mujoco PATH/mujoco_floor [SECONDS [PART-OF-AN-ID]]");
    return 2;
}

const int Rounds = 5;
const int Copies = 32;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 1.0;
(string Id, int FrameSkip)[] tasks =
[
    ("HalfCheetah-v5", 5), ("Hopper-v5", 4), ("Walker2d-v5", 4), ("Ant-v4", 5), ("Ant-v5", 5), ("Humanoid-v4", 5), ("Humanoid-v5", 5),
    ("Swimmer-v5", 4), ("Reacher-v5", 2), ("InvertedPendulum-v5", 2), ("InvertedDoublePendulum-v5", 5),
];

Console.WriteLine($"MuJoCo {MujocoLibrary.Version} ({MujocoLibrary.Path}); medians of {Rounds} rounds of {seconds} s, in turns; the first columns per second of processor time");
Console.WriteLine("task                        C steps/s   here steps/s   here / C   reset µs   1 thread   2 threads   2 / 1");
foreach (var (id, frameSkip) in tasks.Where(task => args.Length < 3 || task.Id.Contains(args[2], StringComparison.OrdinalIgnoreCase)))
{
    var spec = MujocoEnvironments.BuiltIn.Single(spec => spec.Id == id);
    using var environment = (MujocoEnvironment)spec.CreateContinuous();
    var (script, model) = (Path.GetTempFileName(), Path.GetTempFileName());
    File.WriteAllText(model, environment.ModelText);
    var replay = new ReplayScript(environment, frameSkip, script);
    var observation = new float[environment.ObservationSpace.Size];

    var (floor, here, ratios, scaling) = (new List<double>(), new List<double>(), new List<double>(), new List<(double One, double Two)>());
    for (var round = 0; round < Rounds; round++)
    {
        var (speed, last) = Floor(args[0], model, script, seconds);
        floor.Add(speed);
        here.Add(ProcessorRate(seconds, () => replay.Play(environment, observation)));
        ratios.Add(here[^1] / floor[^1]);
        if (environment.Simulation.Positions[0] != last)
        {
            throw new InvalidOperationException($"{id}: the two loops simulated different things.");
        }

        scaling.Add((VectorRate(spec, 1, seconds), VectorRate(spec, 2, seconds)));
    }

    var reset = 1e6 / Rate(0.3, () => Resets(environment, observation));
    Console.WriteLine(
        $"{id,-26} {Median(floor),10:F0} {Median(here),14:F0} {Median(ratios),10:P1} {reset,10:F1} {Median(scaling.Select(pair => pair.One)),10:F0} "
        + $"{Median(scaling.Select(pair => pair.Two)),11:F0} {Median(scaling.Select(pair => pair.Two / pair.One)),7:F2}");
    File.Delete(script);
    File.Delete(model);
}

return 0;

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

static double Rate(double seconds, Func<int> play)
{
    play();
    var (watch, steps) = (Stopwatch.StartNew(), 0L);
    while (watch.Elapsed.TotalSeconds < seconds)
    {
        steps += play();
    }

    return steps / watch.Elapsed.TotalSeconds;
}

// As the plain loop counts: processor time of this process.
static double ProcessorRate(double seconds, Func<int> play)
{
    play();
    using var process = Process.GetCurrentProcess();
    var (begin, passed, steps) = (process.TotalProcessorTime, 0.0, 0L);
    while (passed < seconds)
    {
        steps += play();
        process.Refresh();
        passed = (process.TotalProcessorTime - begin).TotalSeconds;
    }

    return steps / passed;
}

static (double Speed, double Last) Floor(string program, string model, string script, double seconds)
{
    var start = new ProcessStartInfo(program, [model, script, seconds.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
    using var process = Process.Start(start)!;
    var line = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 && line.Split(' ') is [var speed, var last]
        ? (double.Parse(speed, CultureInfo.InvariantCulture), double.Parse(last, CultureInfo.InvariantCulture))
        : throw new InvalidOperationException($"{program} failed.");
}

static int Resets(MujocoEnvironment environment, float[] observation)
{
    for (var i = 0; i < 100; i++)
    {
        environment.Reset((ulong)i, observation);
    }

    return 100;
}

static double VectorRate(EnvironmentSpec spec, int threads, double seconds)
{
    using var vector = spec.CreateVector(Copies, seed: 3, threads);
    vector.Reset();
    var box = (BoxActions)vector.ActionSpace;
    var random = new Xoshiro256(11);
    var actions = new float[Copies * box.Dimension];
    return Rate(seconds, () =>
    {
        for (var i = 0; i < actions.Length; i++)
        {
            actions[i] = box.High[i % box.Dimension] * ((2 * random.NextFloat()) - 1);
        }

        vector.Step(actions);
        return Copies;
    });
}
