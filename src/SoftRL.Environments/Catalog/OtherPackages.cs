namespace SoftRL.Environments;

/// <summary>Which other package of the family has environments of an id's kind: a hint for people, nothing depends on it.</summary>
internal static class OtherPackages
{
    private static readonly (string Package, string[] Names)[] Known =
    [
        ("SoftRL.Environments.Mujoco",
            ["HalfCheetah-", "Hopper-", "Walker2d-", "Ant-", "Humanoid-", "Swimmer-", "Reacher-", "InvertedPendulum-", "InvertedDoublePendulum-"]),
        ("SoftRL.Environments.Gymnasium", ["gym:", "Atari/", "ALE/"]),
        ("SoftRL.Tabular", ["FrozenLake-", "FrozenLake8x8-", "CliffWalking-", "Taxi-"]),
    ];

    /// <summary>The package; null when none is known or its environments were among those searched.</summary>
    public static string? Having(string id, IReadOnlyCollection<string> searched)
    {
        var (package, names) = Known.FirstOrDefault(entry => entry.Names.Any(name => id.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
        return package is null || searched.Any(other => names.Any(name => other.StartsWith(name, StringComparison.Ordinal))) ? null : package;
    }
}
