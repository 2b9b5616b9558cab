using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SoftRL.Environments.Gymnasium;

/// <summary>Workers that play the parts of one whole, and the memory that they share with this process.</summary>
internal sealed class WorkerGroup : IDisposable
{
    private readonly WorkerDirectory directory = new();
    private readonly WorkerSetup setup;
    private readonly WorkerProcess[] workers;
    private SharedMemory? memory;

    /// <summary>Starts the workers and waits for what they say of what they play.</summary>
    /// <param name="setup">What they play.</param>
    /// <param name="count">How many of it in all, positive.</param>
    /// <param name="workers">Over how many processes they are spread, 1 … <paramref name="count"/>.</param>
    public WorkerGroup(WorkerSetup setup, int count, int workers)
    {
        (this.setup, Count) = (setup, count);
        this.workers = new WorkerProcess[workers];
        try
        {
            for (var i = 0; i < workers; i++)
            {
                this.workers[i] = new WorkerProcess(setup, directory, Label(setup, i));
            }

            Description = this.workers[0].AwaitDescription();
            for (var i = 1; i < workers; i++)
            {
                if (!JsonElement.DeepEquals(this.workers[i].AwaitDescription(), Description))
                {
                    throw new EnvironmentException($"{Label(setup, i)} made environments that differ from those of worker 0.");
                }
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many are played.</summary>
    public int Count { get; }

    /// <summary>What the workers say of what they play.</summary>
    public JsonElement Description { get; }

    /// <summary>The shared memory, once there is one.</summary>
    public SharedMemory Memory => memory ?? throw new InvalidOperationException("There is no shared memory yet.");

    /// <summary>The worker that plays a row.</summary>
    public int WorkerOf(int row)
    {
        var worker = 0;
        while (First(worker + 1) <= row)
        {
            worker++;
        }

        return worker;
    }

    /// <summary>Makes the shared memory, and waits until every worker is ready.</summary>
    /// <param name="size">Bytes in all.</param>
    /// <param name="offsets">The name and the place of each array in it.</param>
    public void Attach(long size, IReadOnlyDictionary<string, long> offsets)
    {
        memory = new SharedMemory(directory.NewFile(), size);
        for (var i = 0; i < workers.Length; i++)
        {
            var message = new JsonObject
            {
                ["path"] = memory.Path,
                ["size"] = size,
                ["first"] = First(i),
                ["count"] = First(i + 1) - First(i),
            };
            foreach (var (name, offset) in offsets)
            {
                message[name] = offset;
            }

            workers[i].Attach(message);
        }

        foreach (var worker in workers)
        {
            worker.AwaitReady();
        }

        directory.Dispose();
    }

    /// <summary>Asks every worker for something and waits for all of them.</summary>
    public void Ask(char letter, string what)
    {
        foreach (var worker in workers)
        {
            worker.Post((byte)letter);
        }

        foreach (var worker in workers)
        {
            worker.Await(what);
        }
    }

    /// <summary>Asks one worker for something and waits for it.</summary>
    public void Ask(int worker, char letter, string what)
    {
        workers[worker].Post((byte)letter);
        workers[worker].Await(what);
    }

    public void Dispose()
    {
        foreach (var worker in workers)
        {
            worker?.AskToLeave();
        }

        var deadline = Stopwatch.GetTimestamp() + (long)(setup.CloseLimit.TotalSeconds * Stopwatch.Frequency);
        foreach (var worker in workers)
        {
            worker?.End(deadline);
        }

        memory?.Dispose();
        directory.Dispose();
    }

    private int First(int worker) => (int)((long)Count * worker / workers.Length);

    private string Label(WorkerSetup setup, int worker) =>
        $"Worker {worker} ({(setup.Kind == "frames" ? "" : $"environments {First(worker)}..{First(worker + 1) - 1} of ")}'{setup.Name}')";
}
