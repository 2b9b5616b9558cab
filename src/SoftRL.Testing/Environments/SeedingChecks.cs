namespace SoftRL.Testing;

/// <summary>An episode is a function of its seed and its actions, and of nothing else.</summary>
internal static class SeedingChecks
{
    private const string Rule = "Seeding";

    public static void Run<TAction>(ContractProbe<TAction> probe)
        where TAction : allows ref struct
    {
        var used = probe.Create();
        using var owned = used as IDisposable;
        var seedsMatter = false;
        var first = probe.PlayFresh(probe.Seed(0));
        for (var episode = 0; episode < probe.Settings.Episodes; episode++)
        {
            var seed = probe.Seed(episode);
            var trace = probe.PlayFresh(seed);
            Same<TAction>(trace, probe.PlayFresh(seed, fill: 12345), "a twin whose buffer held other values before");
            Same<TAction>(trace, probe.Play(used, seed), "an instance that played other episodes before");
            seedsMatter |= first.FirstDifference(probe.Play(used, seed, actionSeed: probe.Seed(0))) is not null;
        }

        if (probe.Settings is { SeedsMatter: true, Episodes: > 1 } && !seedsMatter)
        {
            throw ContractProbe<TAction>.Violation(
                Rule,
                $"with the same actions, {probe.Settings.Episodes} seeds gave the same episode. Set "
                + $"{nameof(EnvironmentContractSettings.SeedsMatter)} to false if there is no chance in the environment.");
        }

        Interleave(probe);
    }

    /// <summary>Two instances stepped in turn give what each gives alone.</summary>
    private static void Interleave<TAction>(ContractProbe<TAction> probe)
        where TAction : allows ref struct
    {
        var (left, right) = (probe.Create(), probe.Create());
        using var ownedLeft = left as IDisposable;
        using var ownedRight = right as IDisposable;
        if (ReferenceEquals(left, right))
        {
            throw ContractProbe<TAction>.Violation(Rule, "the factory must make a new environment on each call.");
        }

        var games = (
            Left: new ContractGame<TAction>(left, probe.Actions, float.NaN),
            Right: new ContractGame<TAction>(right, probe.Actions, float.NaN));
        games.Left.Reset(probe.Seed(0));
        games.Right.Reset(probe.Seed(1));
        for (var i = 0; i < probe.Settings.StepsPerEpisode; i++)
        {
            games.Left.Step();
            games.Right.Step();
        }

        Same<TAction>(probe.PlayFresh(probe.Seed(0)), games.Left.Trace, "one stepped in turn with a sibling");
        Same<TAction>(probe.PlayFresh(probe.Seed(1)), games.Right.Trace, "one stepped in turn with a sibling");
    }

    private static void Same<TAction>(ContractTrace expected, ContractTrace actual, string other)
        where TAction : allows ref struct
    {
        if (expected.FirstDifference(actual) is { } difference)
        {
            throw ContractProbe<TAction>.Violation(
                Rule, $"with one seed and the same actions, a new instance and {other} differ at {difference}.");
        }
    }
}
