using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>Makes environments and plays them with random actions that derive from the episode's seed.</summary>
internal sealed class ContractProbe<TAction>(
    Func<IEnvironment<TAction>> create, IContractActions<TAction> actions, EnvironmentContractSettings settings)
    where TAction : allows ref struct
{
    public EnvironmentContractSettings Settings => settings;

    public IContractActions<TAction> Actions => actions;

    /// <summary>The seed of the n-th episode.</summary>
    public ulong Seed(int episode) => Seeds.Derive(settings.Seed, "contract", (ulong)episode);

    public IEnvironment<TAction> Create() => create();

    /// <summary>A violation, whose message begins with the rule.</summary>
    public static EnvironmentContractException Violation(string rule, string what, Exception? cause = null) =>
        cause is null
            ? new EnvironmentContractException($"{rule}: {what}")
            : new EnvironmentContractException($"{rule}: {what}", cause);

    /// <summary>Plays one episode from its reset to its end, or to the limit of the settings.</summary>
    /// <param name="environment">Any state.</param>
    /// <param name="seed">The seed of the episode.</param>
    /// <param name="fill">What the buffer holds before each call: nothing of it may be left.</param>
    /// <param name="actionSeed">The seed whose actions are played; that of the episode when omitted.</param>
    public ContractTrace Play(IEnvironment<TAction> environment, ulong seed, float fill = float.NaN, ulong? actionSeed = null)
    {
        var game = new ContractGame<TAction>(environment, actions, fill);
        game.Reset(seed, actionSeed);
        game.Continue(settings.StepsPerEpisode);
        return game.Trace;
    }

    /// <summary>Plays one episode on an environment of its own.</summary>
    public ContractTrace PlayFresh(ulong seed, float fill = float.NaN)
    {
        var environment = create();
        using var owned = environment as IDisposable;
        return Play(environment, seed, fill);
    }
}
