// Micro-benchmarks: time, managed bytes and live tensors per call of what a training step is made of. ./build.sh bench --micro [TEXT]
using System.Globalization;
using SoftRL.Benchmarks;
using SoftRL.Training;

ComputeRuntime.Prepare();
ComputeRuntime.UseThreads(1);
var filter = args.Length > 0 ? args[0] : string.Empty;
Console.WriteLine($"{"per call",-58}{"µs",10}{"from",10}{"to",10}{"bytes",10}{"tensors",9}");
foreach (var group in new Func<CaseGroup>[] { CoreCases.Create, EnvironmentCases.Create, AgentCases.Create, ReplayCases.Create })
{
    using var cases = group();
    foreach (var item in cases.Items.Where(item => item.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
    {
        var measured = Measurement.Of(item.Action);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{item.Name,-58}{measured.Median,10:F2}{measured.Lowest,10:F2}{measured.Highest,10:F2}{measured.Bytes,10:F0}{measured.LiveTensors,9:F0}"));
    }
}
