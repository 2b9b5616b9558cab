// Preprocessed Atari steps (4 raw frames each) per second on one thread, and managed bytes per step; see README.md.
using System.Diagnostics;
using System.Globalization;
using SoftRL.Benchmarks;
using SoftRL.Environments;

const int Steps = 5_000;
const int Rounds = 21;
using var process = Process.GetCurrentProcess();
foreach (var name in AtariPresets.Names)
{
    var options = AtariPresets.Find(name);
    using var game = new AtariEnvironment(new FilmSource(options.ColorPictures ? 3 : 1), options);
    var observation = new float[game.ObservationSpace.Size];
    var random = new Xoshiro256(1);
    var rates = new double[Rounds];
    var bytes = 0L;
    game.Reset(1, observation);
    for (var round = -4; round < Rounds; round++)
    {
        var start = ProcessorTime();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < Steps; step++)
        {
            if (game.Step(random.NextInt(4), observation).End != StepEnd.None)
            {
                game.Reset((ulong)step, observation);
            }
        }

        bytes += round >= 0 ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
        rates[Math.Max(0, round)] = Steps / (ProcessorTime() - start).TotalSeconds;
    }

    Array.Sort(rates);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-4} {(options.ColorPictures ? "colour" : "grey"),-7} {rates[Rounds / 2],8:F0} steps/s ({rates[0]:F0} to {rates[^1]:F0}), {bytes} bytes allocated in {Rounds * Steps} steps with their resets"));
}

TimeSpan ProcessorTime()
{
    process.Refresh();
    return process.TotalProcessorTime;
}
