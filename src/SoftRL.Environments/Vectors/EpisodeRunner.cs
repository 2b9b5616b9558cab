namespace SoftRL.Environments;

/// <summary>Resets and steps single environments of a set into their rows, and checks what they give.</summary>
/// <param name="environments">The environments. Borrowed.</param>
/// <param name="buffers">Their rows. Borrowed.</param>
/// <param name="seed">All episodes derive from it.</param>
/// <param name="first">Number of the first one, when these are some of many: seeds derive from the number.</param>
internal sealed class EpisodeRunner(EnvironmentSet environments, VectorBuffers buffers, ulong seed, int first)
{
    private readonly EpisodeCounter[] counters = new EpisodeCounter[environments.Count];
    private readonly Exception?[] failures = new Exception?[environments.Count];
    private ulong seed = seed;
    private bool failed;

    /// <summary>Told of each environment whose episode has ended, before its next one starts.</summary>
    public Action<int>? Ending { get; set; }

    /// <summary>Goes back to the first episode of every environment.</summary>
    public void Rewind()
    {
        Array.Clear(counters);
        Array.Clear(buffers.Rewards);
        Array.Clear(buffers.Ends);
    }

    /// <summary>Throws what the environment of the lowest index threw, and forgets what any did.</summary>
    public void ThrowFailure()
    {
        if (failed)
        {
            var first = failures.First(failure => failure is not null)!;
            Array.Clear(failures);
            failed = false;
            throw first;
        }
    }

    /// <summary>Starts the current episode of one environment; keeps what it throws for the caller's thread.</summary>
    public void Reset(int index) => Attempt(index, step: false);

    /// <summary>Takes one step, and starts the next episode at an end; keeps what it throws for the caller's thread.</summary>
    public void Step(int index) => Attempt(index, step: true);

    public void Save(BinaryWriter writer)
    {
        writer.Write(seed);
        for (var i = 0; i < counters.Length; i++)
        {
            counters[i].Save(writer);
            environments[i].Save(writer);
        }
    }

    public void Load(BinaryReader reader)
    {
        seed = reader.ReadUInt64();
        for (var i = 0; i < counters.Length; i++)
        {
            counters[i] = EpisodeCounter.Load(reader);
            environments[i].Load(reader);
        }
    }

    private void Attempt(int index, bool step)
    {
        try
        {
            if (step)
            {
                StepOne(index);
            }
            else
            {
                ResetOne(index);
            }
        }
        catch (BrokenContractException exception)
        {
            Fail(index, new EnvironmentException($"{Where(index)} {exception.Message}.")
            {
                EnvironmentIndex = index,
                ObservationElement = exception.Element,
            });
        }
#pragma warning disable CA1031 // Whatever it is, it is rethrown on the caller's thread, as the inner exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(index, new EnvironmentException($"{Where(index)} threw: {exception.Message}", exception)
            {
                EnvironmentIndex = index,
            });
        }
    }

    /// <summary>Keeps a failure; the end of the round makes it visible to the caller's thread.</summary>
    private void Fail(int index, EnvironmentException failure) => (failures[index], failed) = (failure, true);

    private void ResetOne(int index)
    {
        var row = buffers.Observation(index);

        // An element that the environment leaves out is then found as one that is not finite.
        row.Fill(float.NaN);
        var environmentSeed = Seeds.Derive(seed, "environment", (ulong)(first + index));
        environments[index].Reset(Seeds.Derive(environmentSeed, "episode", counters[index].Episode), row);
        Check(row);
    }

    private void StepOne(int index)
    {
        var row = buffers.Observation(index);
        var result = environments[index].Step(buffers, index, row);
        counters[index].Add(result.Reward);
        Check(row);
        if (!float.IsFinite(result.Reward) || result.End > StepEnd.Truncated)
        {
            throw new BrokenContractException($"gave {result}", null);
        }

        buffers.Rewards[index] = result.Reward;
        buffers.Ends[index] = result.End;
        if (result.End != StepEnd.None)
        {
            row.CopyTo(buffers.FinalObservation(index));
            Report(index);
            Ending?.Invoke(index);
            counters[index].Next();
            ResetOne(index);
        }
    }

    private void Report(int index)
    {
        var record = environments[index].Record;
        (buffers.EpisodeReturns[index], buffers.EpisodeLengths[index]) = record switch
        {
            null => ((float)counters[index].Return, counters[index].Length),
            { EpisodeFinished: true } => ((float)record.EpisodeReturn, record.EpisodeLength),
            _ => (0f, 0),
        };
    }

    private static void Check(ReadOnlySpan<float> row)
    {
        var element = FiniteCheck.FirstNotFinite(row);
        if (element >= 0)
        {
            throw new BrokenContractException($"left element {element} of its observation {row[element]}", element);
        }
    }

    private string Where(int index) =>
        $"Environment {index} ({environments.Name}), step {counters[index].Length} of its episode {counters[index].Episode},";

    private sealed class BrokenContractException(string message, int? element) : Exception(message)
    {
        public int? Element => element;
    }
}
