// Micro-benchmarks: time and managed bytes per call of what a training step is made of. ./build.sh bench --micro [TEXT]
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using SoftRL.Benchmarks;
using SoftRL.Training;

ComputeRuntime.Prepare();
ComputeRuntime.UseThreads(1);

// In this process: a generated project would have to find LibTorch by itself, and the settings above would not hold there.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(3)
    .WithIterationCount(7)
    .WithIterationTime(TimeInterval.FromMilliseconds(150));
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.Median, StatisticColumn.Min, StatisticColumn.Max)
    .HideColumns(Column.Error, Column.StdDev)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default)
    .WithOptions(ConfigOptions.JoinSummary);
BenchmarkSwitcher.FromAssembly(typeof(CoreBenchmarks).Assembly).Run(["--filter", args.Length > 0 ? $"*{args[0]}*" : "*"], config);
