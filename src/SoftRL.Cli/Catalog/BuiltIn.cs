using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.Dqn;
using SoftRL.Agents.Dspg;
using SoftRL.Agents.Pcl;
using SoftRL.Agents.Sac;
using SoftRL.Agents.SoftQ;
using SoftRL.Environments;
using SoftRL.Environments.Gymnasium;
using SoftRL.Environments.Mujoco;
using SoftRL.Tabular;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>What this command offers.</summary>
internal static class BuiltIn
{
    private static readonly Dictionary<(string, bool), EnvironmentSpec> s_found = [];

    /// <summary>The agents, composed from their packages.</summary>
    public static AgentCatalog Agents { get; } = new(A2cAgent.Descriptor, SoftQAgent.Descriptor, SpgAgent.Descriptor, NspgAgent.Descriptor, DqnAgent.Descriptor, SacAgent.Descriptor, DdpgAgent.Descriptor, DspgAgent.Descriptor, PclAgent.Descriptor, PgqAgent.Descriptor, SvgdSoftQAgent.Descriptor);

    /// <summary>The environments in this process; those of MuJoCo need its library when they are made.</summary>
    public static IReadOnlyList<EnvironmentSpec> Environments { get; } = [.. EnvironmentCatalog.BuiltIn, .. TabularEnvironments.BuiltIn, .. MujocoEnvironments.BuiltIn];

    /// <summary>Forms of ids that Python's packages answer, for lists and messages.</summary>
    public static IReadOnlyList<(string Form, string Meaning)> Families { get; } =
    [
        ("gym:ID", "any environment of Python's Gymnasium, for example gym:LunarLander-v3, gym:module:ID"),
        ("Atari/GAME-v5[@PRESET]", $"an Atari game through ale-py, preprocessed; also Atari/GAMENoFrameskip-v4. PRESET: {string.Join(", ", AtariPresets.Names)}"),
    ];

    /// <summary>Finds an environment; one in another process is asked about itself once.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="UnknownEnvironmentException">There is none; the message names the nearest.</exception>
    /// <exception cref="EnvironmentUnavailableException">What it needs is not installed.</exception>
    public static EnvironmentSpec FindEnvironment(string id) => Find(id, drawable: false);

    /// <summary>Finds an environment that is to be drawn.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The environment.</returns>
    public static EnvironmentSpec FindDrawable(string id) => Find(id, drawable: true);

    private static EnvironmentSpec Find(string id, bool drawable)
    {
        if (!s_found.TryGetValue((id, drawable), out var spec))
        {
            spec = GymnasiumEnvironments.TryFind(id, new GymnasiumOptions { Drawable = drawable })
                ?? FindAtari(id)
                ?? (id == RandomPictures.Id ? RandomPictures.Spec : null)
                ?? FindHere(id);
            s_found.Add((id, drawable), spec);
        }

        return spec;
    }

    private static EnvironmentSpec FindHere(string id)
    {
        try
        {
            return EnvironmentCatalog.Find(id, Environments);
        }
        catch (UnknownEnvironmentException) when (ElsewhereIds(id) is [_, ..] ids)
        {
            throw new UsageException($"There is no environment '{id}'. Did you mean {string.Join(" or ", ids)}?");
        }
        catch (UnknownEnvironmentException unknown) when (unknown.Suggestions.Count == 0)
        {
            throw new UsageException($"{unknown.Message} Those of Python's Gymnasium go by gym:ID: gym:{id}.");
        }
    }

    // Ids of Python's own, by which the environments are known there.
    private static string[] ElsewhereIds(string id) => 0 switch
    {
        _ when id.StartsWith("ALE/", StringComparison.Ordinal) => [AtariEnvironments.Prefix + id[4..], $"gym:{id}"],
        _ when id.Contains("NoFrameskip-", StringComparison.Ordinal) => [AtariEnvironments.Prefix + id, $"gym:{id}"],
        _ => [],
    };

    private static EnvironmentSpec? FindAtari(string id)
    {
        var at = id.LastIndexOf('@');
        if (!id.StartsWith(AtariEnvironments.Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        if (at < 0)
        {
            return AtariEnvironments.TryFind(id);
        }

        var preset = id[(at + 1)..];
        return AtariPresets.Names.Contains(preset)
            ? AtariEnvironments.TryFind(id[..at], AtariPresets.Find(preset))
            : throw new UsageException($"'{id}' names the preset '{preset}'; allowed: {string.Join(", ", AtariPresets.Names)}.");
    }
}
