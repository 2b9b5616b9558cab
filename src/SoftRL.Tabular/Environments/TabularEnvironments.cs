using SoftRL.Environments;

namespace SoftRL.Tabular;

/// <summary>The classic small MDPs as named environments with one-hot observations.</summary>
/// <remarks>Add them to those of <see cref="EnvironmentCatalog"/> with
/// <c>EnvironmentCatalog.Find(id, [.. EnvironmentCatalog.BuiltIn, .. TabularEnvironments.BuiltIn])</c>. docs/math/tabular.md, TB-3.</remarks>
public static class TabularEnvironments
{
    /// <summary>All of them, in the order in which lists show them.</summary>
    public static IReadOnlyList<EnvironmentSpec> BuiltIn { get; } =
    [
        Spec("FrozenLake-v1", "Cross a slippery 4 x 4 lake to the goal without falling into a hole.", FrozenLake.Create(), FrozenLake.Picture(), 100, 0.70),
        Spec("FrozenLake8x8-v1", "Cross a slippery 8 x 8 lake to the goal without falling into a hole.", FrozenLake.Create(FrozenLakeMap.Large), FrozenLake.Picture(FrozenLakeMap.Large), 200, 0.85),
        Spec("FrozenLakeNotSlippery-v1", "Cross a 4 x 4 lake, not slippery, to the goal without falling into a hole.", FrozenLake.Create(slippery: false), FrozenLake.Picture(), 100, null),
        Spec("FrozenLake8x8NotSlippery-v1", "Cross an 8 x 8 lake, not slippery, to the goal without falling into a hole.", FrozenLake.Create(FrozenLakeMap.Large, slippery: false), FrozenLake.Picture(FrozenLakeMap.Large), 200, null),
        Spec("CliffWalking-v1", "Walk along a cliff; a step over the edge costs 100 and leads back to the start.", CliffWalking.Create(), CliffWalking.Picture(), null, null),
        Spec("Taxi-v4", "Fetch a passenger and bring them to where they want to go.", Taxi.Create(), Taxi.Picture(), 200, 8),
    ];

    private static EnvironmentSpec Spec(string id, string description, FiniteMdp mdp, IStatePicture picture, int? maxSteps, double? threshold) =>
        EnvironmentSpec.Of(id, description, () => new MdpEnvironment(mdp, maxSteps: maxSteps, picture: picture), maxSteps, threshold);
}
