using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace SoftRL.Cli.Tests;

/// <summary>The command in a process of its own, to which signals can be sent.</summary>
internal sealed partial class CliProcess : IDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task<string> _output;

    public CliProcess(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
            {
                _error.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    public void WaitForError(string text)
    {
        var watch = Stopwatch.StartNew();
        while (!Error.Contains(text, StringComparison.Ordinal))
        {
            (watch.Elapsed < s_patience && !_process.HasExited).Should().BeTrue($"'{text}' should appear in: {Error}");
            Thread.Sleep(5);
        }
    }

    public void Signal(int signal) => SendSignal(_process.Id, signal).Should().Be(0);

    public CliRun Finish()
    {
        _process.WaitForExit(s_patience).Should().BeTrue($"the command should end; it said: {Error}");
        _process.WaitForExit();
        return new CliRun(_process.ExitCode, _output.Result, Error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
