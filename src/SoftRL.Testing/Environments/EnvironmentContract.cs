using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>
/// Checks that an environment keeps the contract of <see cref="IEnvironment{TAction}"/>. Call it from a test of any
/// framework; a violation is an <see cref="EnvironmentContractException"/> that says which rule is broken and where.
/// </summary>
/// <remarks>
/// Checked with random actions: spaces are constant; every observation element is written, finite and in bounds, and
/// rewards are finite; an episode is a function of its seed and actions (twins, replays and interleaved siblings agree
/// bit for bit); wrong buffers and actions are refused, as is a step outside an episode; episodes keep to the time limit;
/// a snapshot taken in mid-episode continues bit for bit in a fresh instance; a step allocates no managed memory; an
/// instance can be handed to another thread; one that can be drawn (<see cref="IRenderable"/>) is drawn whole, during an
/// episode and after it, without effect and without allocation.
/// </remarks>
public static class EnvironmentContract
{
    /// <summary>Checks an environment of a specification, its time limit included.</summary>
    /// <param name="spec">Makes single environments.</param>
    /// <param name="settings">How much to play; defaults when omitted. Its time limit is the specification's unless it has one.</param>
    /// <exception cref="EnvironmentContractException">A rule is broken.</exception>
    public static void Verify(EnvironmentSpec spec, EnvironmentContractSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        settings ??= new EnvironmentContractSettings();
        settings = settings with { TimeLimit = settings.TimeLimit ?? spec.MaxEpisodeSteps };
        if (spec.ActionSpace is DiscreteActions)
        {
            Verify(spec.CreateDiscrete, settings);
        }
        else
        {
            Verify(spec.CreateContinuous, settings);
        }
    }

    /// <summary>Checks an environment with discrete actions.</summary>
    /// <param name="create">Makes a new environment on each call; those that are disposable are disposed.</param>
    /// <param name="settings">How much to play; defaults when omitted.</param>
    /// <exception cref="EnvironmentContractException">A rule is broken.</exception>
    public static void Verify(Func<IEnvironment<int>> create, EnvironmentContractSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        var space = ActionSpaceOf<int, DiscreteActions>(create);
        Verify(new ContractProbe<int>(create, new DiscreteContractActions(space), settings ?? new()));
    }

    /// <summary>Checks an environment with real-valued actions.</summary>
    /// <param name="create">Makes a new environment on each call; those that are disposable are disposed.</param>
    /// <param name="settings">How much to play; defaults when omitted.</param>
    /// <exception cref="EnvironmentContractException">A rule is broken.</exception>
    public static void Verify(
        Func<IEnvironment<ReadOnlySpan<float>>> create, EnvironmentContractSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        var space = ActionSpaceOf<ReadOnlySpan<float>, BoxActions>(create);
        Verify(new ContractProbe<ReadOnlySpan<float>>(create, new BoxContractActions(space), settings ?? new()));
    }

    private static TSpace ActionSpaceOf<TAction, TSpace>(Func<IEnvironment<TAction>> create)
        where TAction : allows ref struct
        where TSpace : ActionSpace
    {
        var environment = create()
            ?? throw new EnvironmentContractException("The factory returned null instead of an environment.");
        using var owned = environment as IDisposable;
        return environment.ActionSpace as TSpace ?? throw new EnvironmentContractException(
            $"Spaces: the action type needs {typeof(TSpace).Name}, but ActionSpace is {environment.ActionSpace}.");
    }

    private static void Verify<TAction>(ContractProbe<TAction> probe)
        where TAction : allows ref struct
    {
        SpaceChecks.Run(probe);
        SeedingChecks.Run(probe);
        RefusalChecks.Run(probe);
        SnapshotChecks.Run(probe);
        ResourceChecks.Run(probe);
        PictureChecks.Run(probe);
    }
}
