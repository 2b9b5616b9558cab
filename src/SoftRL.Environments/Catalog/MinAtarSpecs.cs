namespace SoftRL.Environments;

/// <summary>The MinAtar games that share <see cref="MinAtarGame{TState}"/>, each with six actions and with its own.</summary>
internal static class MinAtarSpecs
{
    public static IReadOnlyList<EnvironmentSpec> All { get; } =
    [
        .. Pair("Asterix", "Catch gold and evade enemies that cross the screen", options => new Asterix(options)),
        .. Pair("Freeway", "Bring a chicken across a road of eight lanes", options => new Freeway(options)),
        .. Pair("Seaquest", "Pick up divers, shoot enemies and come up for air", options => new Seaquest(options)),
        .. Pair("SpaceInvaders", "Shoot the aliens before they come down", options => new SpaceInvaders(options)),
    ];

    private static EnvironmentSpec[] Pair(string name, string sentence, Func<MinAtarOptions, IEnvironment<int>> create) =>
    [
        EnvironmentSpec.Of(
            $"MinAtar/{name}-v0", $"{sentence}, on a 10 x 10 grid; all six actions.", () => create(new MinAtarOptions())),
        EnvironmentSpec.Of(
            $"MinAtar/{name}-v1",
            $"{sentence}, on a 10 x 10 grid; the actions that mean something.",
            () => create(new MinAtarOptions { ActionSet = MinAtarActionSet.Minimal })),
    ];
}
