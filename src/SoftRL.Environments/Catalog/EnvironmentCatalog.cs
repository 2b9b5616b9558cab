namespace SoftRL.Environments;

/// <summary>The environments that come with this package, by id.</summary>
public static class EnvironmentCatalog
{
    /// <summary>All of them, in the order in which lists show them.</summary>
    public static IReadOnlyList<EnvironmentSpec> BuiltIn { get; } =
    [
        EnvironmentSpec.Of(
            "CartPole-v1",
            "Keep a pole upright on a cart by pushing the cart left or right.",
            () => new CartPole(),
            maxEpisodeSteps: 500,
            rewardThreshold: 475),
        EnvironmentSpec.Of(
            "MountainCar-v0",
            "Drive a car out of a valley with an engine too weak for the slope.",
            () => new MountainCar(),
            maxEpisodeSteps: 200,
            rewardThreshold: -110),
        EnvironmentSpec.Of(
            "MountainCarContinuous-v0",
            "Drive a car out of a valley, with a throttle, sparing the engine.",
            () => new MountainCarContinuous(),
            maxEpisodeSteps: 999,
            rewardThreshold: 90),
        EnvironmentSpec.Of(
            "Acrobot-v1",
            "Swing the tip of two hanging links above a line with a motor between them.",
            () => new Acrobot(),
            maxEpisodeSteps: 500,
            rewardThreshold: -100),
        EnvironmentSpec.Of(
            "Pendulum-v1",
            "Swing a rod up with a weak motor and hold it there.",
            () => new Pendulum(),
            maxEpisodeSteps: 200),
        EnvironmentSpec.Of(
            "MultiGoal-v0",
            "Move a point in the plane to one of four equally good goals.",
            () => new MultiGoal(),
            maxEpisodeSteps: 30),
        EnvironmentSpec.Of(
            "MinAtar/Breakout-v0",
            "Break bricks with a ball and a paddle on a 10 x 10 grid; all six actions.",
            () => new Breakout()),
        EnvironmentSpec.Of(
            "MinAtar/Breakout-v1",
            "Break bricks with a ball and a paddle on a 10 x 10 grid; the three actions that mean something.",
            () => new Breakout(new MinAtarOptions { ActionSet = MinAtarActionSet.Minimal })),
        .. MinAtarSpecs.All,
    ];

    /// <summary>The built-in environment of an id.</summary>
    /// <param name="id">Its id; upper and lower case differ.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="UnknownEnvironmentException">There is none; the message names the nearest.</exception>
    public static EnvironmentSpec Find(string id) => Find(id, BuiltIn);

    /// <summary>The environment of an id among given ones, for example the built-in ones and your own.</summary>
    /// <param name="id">Its id; upper and lower case differ.</param>
    /// <param name="among">The specifications to search; the first match counts.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="UnknownEnvironmentException">There is none; the message names the nearest.</exception>
    public static EnvironmentSpec Find(string id, IReadOnlyCollection<EnvironmentSpec> among)
    {
        Guard.NotNull(id);
        Guard.NotNull(among);
        var ids = among.Select(spec => spec.Id).ToArray();
        return among.FirstOrDefault(spec => spec.Id == id)
            ?? throw new UnknownEnvironmentException(id, NearestNames.Suggest(id, ids), ids, OtherPackages.Having(id, ids));
    }
}
