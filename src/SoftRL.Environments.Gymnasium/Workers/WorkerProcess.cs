using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SoftRL.Environments.Gymnasium;

/// <summary>One Python process, its connections and what it prints. Whatever goes wrong becomes an exception that says so.</summary>
#pragma warning disable CA1001 // End disposes; it takes the time that is left.
internal sealed class WorkerProcess
#pragma warning restore CA1001
{
    /// <summary>How long to wait for what a worker that has ended, or is about to, printed last: it is there at once, but on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How often to look whether a worker that does not answer still runs.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(0.5);

    private readonly WorkerSetup setup;
    private readonly string label;
    private readonly Socket listener;
    private readonly string token = RandomNumberGenerator.GetHexString(32);
    private readonly Process process;
    private readonly WorkerOutput output;
    private WorkerConnection? connection;
    private Socket? lifeline;

    /// <summary>Starts the process, and returns before it is ready.</summary>
    /// <param name="setup">What it plays.</param>
    /// <param name="directory">Where its script is and it connects to; borrowed until it is ready.</param>
    /// <param name="label">What messages call it, for example <c>Worker 1 (environments 4..7)</c>.</param>
    public WorkerProcess(WorkerSetup setup, WorkerDirectory directory, string label)
    {
        (this.setup, this.label) = (setup, label);
        listener = directory.Listen(setup.UseLoopback);
        try
        {
            process = Start(setup.Options.ResolvedPython, setup.Script ?? directory.Script);
        }
        catch
        {
            listener.Dispose();
            throw;
        }

        output = new WorkerOutput(process);
        try
        {
            using var input = process.StandardInput;
            input.WriteLine(setup.FirstLine(Address(listener), token).ToJsonString());
        }
        catch (IOException)
        {
            // It ended before it read the line; who waits for it finds that out and says it better.
        }
    }

    /// <summary>Waits for what the worker says of what it plays.</summary>
    public JsonElement AwaitDescription()
    {
        var deadline = Stopwatch.GetTimestamp() + (long)(setup.StartLimit.TotalSeconds * Stopwatch.Frequency);
        connection = new WorkerConnection(Accept('C', deadline));
        lifeline = Accept('L', deadline);
        listener.Dispose();
        const string What = "starting";
        Await(What, setup.StartLimit);
        return connection.Message(setup.StartLimit) ?? throw Nonsense(What, "a message that is no JSON");
    }

    /// <summary>Says where the shared memory is.</summary>
    public void Attach(JsonObject memory) => connection!.Send(memory);

    /// <summary>Waits until all environments are made.</summary>
    public void AwaitReady() => Await("making its environments", setup.StartLimit);

    /// <summary>Asks for something; a worker that is gone is noticed by who waits for its answer.</summary>
    public void Post(byte letter) => connection!.Send(letter);

    /// <summary>Waits for the answer.</summary>
    public void Await(string what) => Await(what, setup.StepLimit);

    /// <summary>Tells the worker to close its environments and leave; does not wait.</summary>
    public void AskToLeave() => connection?.Finish();

    /// <summary>Waits for a worker that was told to leave, and ends one that does not, with all it started.</summary>
    /// <param name="deadline">A time stamp of <see cref="Stopwatch"/>.</param>
    public void End(long deadline)
    {
        listener.Dispose();
        var patience = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), deadline);
        try
        {
            if (connection is not null)
            {
                process.WaitForExit(patience > TimeSpan.Zero ? patience : TimeSpan.Zero);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It ended by itself meanwhile.
        }

        Stop();
        connection?.Dispose();
        lifeline?.Dispose();
        process.Dispose();
    }

    private static Process Start(string python, string script)
    {
        var start = new ProcessStartInfo(python, ["-u", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8:backslashreplace";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new EnvironmentUnavailableException(
                $"Python ('{python}') cannot be run: {failure.Message}. Install Python 3, or name yours with --python PATH or the environment "
                + $"variable SOFTRL_PYTHON; then install Gymnasium with: {python} -m pip install gymnasium",
                failure);
        }
    }

    private static JsonNode Address(Socket listener) =>
        listener.LocalEndPoint is IPEndPoint point ? new JsonArray(point.Address.ToString(), point.Port) : listener.LocalEndPoint!.ToString()!;

    private Socket Accept(char kind, long deadline)
    {
        var greeting = new byte[token.Length + 1];
        while (true)
        {
            while (!listener.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead))
            {
                if (process.HasExited)
                {
                    throw Ended("starting");
                }

                if (Stopwatch.GetTimestamp() > deadline)
                {
                    throw Silent("starting", setup.StartLimit);
                }
            }

            var socket = listener.Accept();
            if (setup.UseLoopback)
            {
                socket.NoDelay = true;
            }

            socket.ReceiveTimeout = 1000;
            if (Greets(socket, greeting) && Matches(greeting, kind))
            {
                socket.Blocking = false;
                return socket;
            }

            socket.Dispose();
        }
    }

    private static bool Greets(Socket socket, Span<byte> greeting)
    {
        while (!greeting.IsEmpty)
        {
            var count = socket.Receive(greeting, SocketFlags.None, out _);
            if (count == 0)
            {
                return false;
            }

            greeting = greeting[count..];
        }

        return true;
    }

    private bool Matches(ReadOnlySpan<byte> greeting, char kind)
    {
        var expected = System.Text.Encoding.ASCII.GetBytes(token + kind);
        return CryptographicOperations.FixedTimeEquals(greeting, expected);
    }

    private void Await(string what, TimeSpan limit)
    {
        switch (Letter(limit))
        {
            case 'K':
                return;
            case 'E':
                var report = connection!.Message(setup.StepLimit) ?? throw Nonsense(what, "a report that is no JSON");
                throw WorkerFailure.From(setup, what, report, output.Tail(Patience));
            case WorkerConnection.TimedOut:
                throw Silent(what, limit);
            case WorkerConnection.Closed:
                throw Ended(what);
            case var letter:
                throw Nonsense(what, $"the byte {letter}");
        }
    }

    /// <summary>The worker's letter. Looks now and then whether it still runs: a process that it started may keep its connection open.</summary>
    private int Letter(TimeSpan limit)
    {
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = limit - Stopwatch.GetElapsedTime(begin);
            if (left <= TimeSpan.Zero)
            {
                return WorkerConnection.TimedOut;
            }

            var letter = connection!.Letter(left < Glance ? left : Glance);
            if (letter != WorkerConnection.TimedOut)
            {
                return letter;
            }

            if (process.HasExited)
            {
                return WorkerConnection.Closed;
            }
        }
    }

    private EnvironmentException Ended(string what)
    {
        var ended = process.WaitForExit(setup.CloseLimit);
        var how = ended ? $"ended with exit code {process.ExitCode}" : "closed its connection";
        return new EnvironmentException($"{label} {how} while {what}.{LastWords()}");
    }

    private EnvironmentException Silent(string what, TimeSpan limit) =>
        new($"{label} did not answer within {limit.TotalSeconds:0.###} s while {what}, and was stopped.{LastWords()}");

    private EnvironmentException Nonsense(string what, string answer) =>
        new($"{label} answered {answer} while {what}, and was stopped.{LastWords()}");

    /// <summary>Stops the worker, so that all that it printed can be read to the end.</summary>
    private string LastWords()
    {
        Stop();
        return output.Tail(Patience);
    }

    /// <summary>Ends the process, if it still runs, and all that it started.</summary>
    private void Stop()
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit(setup.CloseLimit);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It ended by itself meanwhile.
        }

        ProcessGroup.Kill(process.Id);
    }
}
