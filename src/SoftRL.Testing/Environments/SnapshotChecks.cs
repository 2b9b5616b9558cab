using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>A snapshot holds everything that later steps depend on.</summary>
internal static class SnapshotChecks
{
    private const string Rule = "Snapshot";

    public static void Run<TAction>(ContractProbe<TAction> probe)
        where TAction : allows ref struct
    {
        for (var episode = 0; episode < probe.Settings.Episodes; episode++)
        {
            var length = probe.PlayFresh(probe.Seed(episode)).Steps;
            foreach (var point in new[] { 0, 1, length / 2, length - 1, length }.Where(point => point >= 0).Distinct())
            {
                Continues(probe, episode, point);
            }
        }
    }

    private static void Continues<TAction>(ContractProbe<TAction> probe, int episode, int point)
        where TAction : allows ref struct
    {
        var (original, restored) = (probe.Create(), probe.Create());
        using var ownedOriginal = original as IDisposable;
        using var ownedRestored = restored as IDisposable;
        var game = new ContractGame<TAction>(original, probe.Actions, float.NaN);
        game.Reset(probe.Seed(episode));
        game.Continue(point);
        var bytes = Save(original);

        // What the restored instance did before must not matter.
        probe.Play(restored, probe.Seed(episode + 1));
        Load<TAction>(restored, bytes);
        var continued = game.ContinueIn(restored);
        game.Continue(probe.Settings.StepsPerEpisode - point);
        continued.Continue(probe.Settings.StepsPerEpisode - point);

        var where = $"after step {point} of the episode with seed {probe.Seed(episode)}";
        if (game.Trace.From(point).FirstDifference(continued.Trace) is { } difference)
        {
            throw ContractProbe<TAction>.Violation(
                Rule, $"saved {where} and restored in another instance, it differs at {difference}, counted from there.");
        }

        RefusesShort<TAction>(probe, bytes, where);
    }

    private static byte[] Save<TAction>(IEnvironment<TAction> environment)
        where TAction : allows ref struct
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        environment.Save(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static void Load<TAction>(IEnvironment<TAction> environment, byte[] bytes)
        where TAction : allows ref struct
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        environment.Load(reader);
        if (reader.BaseStream.Position != bytes.Length)
        {
            throw ContractProbe<TAction>.Violation(
                Rule, $"Save wrote {bytes.Length} bytes, but Load read {reader.BaseStream.Position}.");
        }
    }

    private static void RefusesShort<TAction>(ContractProbe<TAction> probe, byte[] bytes, string where)
        where TAction : allows ref struct
    {
        if (bytes.Length == 0)
        {
            throw ContractProbe<TAction>.Violation(Rule, $"Save wrote nothing {where}.");
        }

        var environment = probe.Create();
        using var owned = environment as IDisposable;
        try
        {
            Load<TAction>(environment, bytes[..^1]);
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException)
        {
            return;
        }

        throw ContractProbe<TAction>.Violation(
            Rule, $"saved {where}, it lacks its last byte and must be refused, but was accepted.");
    }
}
