namespace SoftRL.Environments.Gymnasium;

/// <summary>Plays N environments through workers: the buffers, the episodes, and the checks of what workers give.</summary>
/// <remarks>Whatever fails ends the workers, before the exception leaves; <see cref="Begin"/> starts new ones.</remarks>
internal sealed class GymnasiumPlayer : IDisposable
{
    public readonly float[] Observations;
    public readonly float[] FinalObservations;
    public readonly float[] Rewards;
    public readonly StepEnd[] Ends;
    public readonly float[] EpisodeReturns;
    public readonly int[] EpisodeLengths;

    private readonly WorkerSetup setup;
    private readonly int workers;
    private WorkerGroup? group;
    private GymnasiumMemory? memory;

    /// <summary>Starts the workers.</summary>
    /// <param name="setup">What they play.</param>
    /// <param name="count">N.</param>
    /// <param name="seed">All episodes derive from it.</param>
    /// <param name="workers">1 … N processes.</param>
    public GymnasiumPlayer(WorkerSetup setup, int count, ulong seed, int workers)
    {
        (this.setup, Count, this.workers) = (setup, count, workers);
        (group, memory, Description) = Start();
        Book = new EpisodeBook(count, seed);
        Observations = new float[checked(count * ObservationSize)];
        FinalObservations = new float[Observations.Length];
        (Rewards, Ends, EpisodeReturns, EpisodeLengths) = (new float[count], new StepEnd[count], new float[count], new int[count]);
    }

    public int Count { get; }

    public EpisodeBook Book { get; }

    public EnvironmentDescription Description { get; }

    private int ObservationSize => Description.Observations.Size;

    /// <summary>Steps every environment; the actions are inside the action space.</summary>
    public void Step(ReadOnlySpan<int> actions)
    {
        actions.CopyTo(memory!.Actions);
        Step();
    }

    /// <summary>Steps every environment; the actions are inside the action space.</summary>
    public void Step(ReadOnlySpan<float> actions)
    {
        actions.CopyTo(memory!.ActionVectors);
        Step();
    }

    /// <summary>Starts the current episode of every environment, with new workers where a failure ended them.</summary>
    public void Begin()
    {
        if (group is null)
        {
            (group, memory, var told) = Start();
            if (told.Text != Description.Text)
            {
                Stop();
                throw new EnvironmentException($"'{setup.Name}' is not what it was when it was first started: {told.Text} after {Description.Text}.");
            }
        }

        Array.Clear(Rewards);
        Array.Clear(Ends);
        Book.Begin();
        Lay(0);
        Ask('R', "resetting");
        for (var i = 0; i < Count; i++)
        {
            memory!.CopyObservation(i, Row(Observations, i));
            RequireFinite(Row(Observations, i), i);
        }

        Lay(1);
    }

    /// <summary>Has an environment drawn.</summary>
    public void Draw(int index, Span<byte> pixels)
    {
        try
        {
            memory!.Draw(index);
        }
        catch
        {
            Stop();
            throw;
        }

        memory.Frame.CopyTo(pixels);
    }

    public void Dispose() => Stop();

    private (WorkerGroup Group, GymnasiumMemory Memory, EnvironmentDescription Description) Start()
    {
        var started = new WorkerGroup(setup, Count, workers);
        try
        {
            var told = new EnvironmentDescription(started.Description);
            return (started, new GymnasiumMemory(started, told), told);
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    private void Stop()
    {
        group?.Dispose();
        (group, memory) = (null, null);
    }

    private void Step()
    {
        Ask('S', "stepping");
        for (var i = 0; i < Count; i++)
        {
            Take(i);
        }
    }

    /// <summary>Takes over what a step gave, and checks it.</summary>
    private void Take(int index)
    {
        var (reward, end) = ((float)memory!.Rewards[index], memory.Ends[index]);
        if (!float.IsFinite(reward) || end > (byte)StepEnd.Truncated)
        {
            throw Broken(index, $"gave the reward {memory.Rewards[index]} and the end {end}", null);
        }

        (Rewards[index], Ends[index]) = (reward, (StepEnd)end);
        Book.Add(index, reward);
        if (end != (byte)StepEnd.None)
        {
            memory.CopyFinal(index, Row(FinalObservations, index));
            RequireFinite(Row(FinalObservations, index), index);
            (EpisodeReturns[index], EpisodeLengths[index]) = (Book.Return(index), Book.Length(index));
            Book.Next(index);
            memory.Seeds[index] = Book.Seed(index, 1);
        }

        memory.CopyObservation(index, Row(Observations, index));
        RequireFinite(Row(Observations, index), index);
    }

    private void Ask(char letter, string what)
    {
        try
        {
            group!.Ask(letter, what);
        }
        catch
        {
            Stop();
            throw;
        }
    }

    /// <summary>Lays ready the seeds of the current episodes, or of the next.</summary>
    private void Lay(ulong ahead)
    {
        for (var i = 0; i < Count; i++)
        {
            memory!.Seeds[i] = Book.Seed(i, ahead);
        }
    }

    private Span<float> Row(float[] rows, int index) => rows.AsSpan(index * ObservationSize, ObservationSize);

    private void RequireFinite(ReadOnlySpan<float> row, int index)
    {
        if (Description.ObservationsAreBytes)
        {
            return;
        }

        for (var element = 0; element < row.Length; element++)
        {
            if (!float.IsFinite(row[element]))
            {
                throw Broken(index, $"left element {element} of its observation {row[element]}", element);
            }
        }
    }

    private EnvironmentException Broken(int index, string what, int? element)
    {
        Stop();
        return new EnvironmentException($"Environment {index} ('{setup.Name}'), step {Book.Length(index)} of its episode {Book.Episode(index)}, {what}.")
        {
            EnvironmentIndex = index,
            ObservationElement = element,
        };
    }
}
