using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>A step allocates nothing, and an instance can be handed from thread to thread.</summary>
internal static class ResourceChecks
{
    public static void Run<TAction>(ContractProbe<TAction> probe)
        where TAction : allows ref struct
    {
        // The runtime keeps tables of its own, such as that of type casts, and grows one on whichever thread happens to fill it.
        // That is seen once in a process; what an environment allocates, a fresh one allocates again in the same games.
        var (bytes, steps) = InTheSecondRound(probe);
        if (bytes != 0 && InTheSecondRound(probe).Bytes != 0)
        {
            throw ContractProbe<TAction>.Violation("Allocation", $"{steps} steps allocated {bytes} bytes of managed memory.");
        }

        var environment = probe.Create();
        using var owned = environment as IDisposable;
        OtherThread(probe, environment);
    }

    /// <summary>What the steps of a fresh environment allocate once it has played a round of games.</summary>
    private static (long Bytes, long Steps) InTheSecondRound<TAction>(ContractProbe<TAction> probe)
        where TAction : allows ref struct
    {
        var environment = probe.Create();
        using var owned = environment as IDisposable;
        Allocation(probe, environment, 0);
        return Allocation(probe, environment, 1);
    }

    private static (long Bytes, long Steps) Allocation<TAction>(
        ContractProbe<TAction> probe, IEnvironment<TAction> environment, int round)
        where TAction : allows ref struct
    {
        var observation = new float[environment.ObservationSpace.Size];
        var random = new Xoshiro256(probe.Seed(round));
        var (bytes, steps) = (0L, 0L);
        for (var episode = 0; episode < probe.Settings.Episodes; episode++)
        {
            environment.Reset(probe.Seed(episode), observation);
            var end = StepEnd.None;
            for (var i = 0; i < probe.Settings.StepsPerEpisode && end == StepEnd.None; i++)
            {
                var action = probe.Actions.Next(ref random);
                var before = GC.GetAllocatedBytesForCurrentThread();
                end = environment.Step(action, observation).End;
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;
                steps++;
            }
        }

        return (bytes, steps);
    }

    /// <summary>An episode begun here and finished on another thread is the episode played on one.</summary>
    private static void OtherThread<TAction>(ContractProbe<TAction> probe, IEnvironment<TAction> environment)
        where TAction : allows ref struct
    {
        var expected = probe.PlayFresh(probe.Seed(0));
        var game = new ContractGame<TAction>(environment, probe.Actions, float.NaN);
        game.Reset(probe.Seed(0));
        game.Continue(expected.Steps / 2);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                game.Continue(probe.Settings.StepsPerEpisode - game.Trace.Steps);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw ContractProbe<TAction>.Violation(
                "Threads", $"an episode cannot be continued on another thread: {failure.Message}", failure);
        }

        if (expected.FirstDifference(game.Trace) is { } difference)
        {
            throw ContractProbe<TAction>.Violation("Threads", $"an episode continued on another thread differs at {difference}.");
        }
    }
}
