using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.Dqn;
using SoftRL.Agents.SoftQ;
using SoftRL.Environments;
using SoftRL.Tabular;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>What this command offers.</summary>
internal static class BuiltIn
{
    /// <summary>The agents, composed from their packages.</summary>
    public static AgentCatalog Agents { get; } = new(A2cAgent.Descriptor, SoftQAgent.Descriptor, DqnAgent.Descriptor);

    /// <summary>The environments.</summary>
    public static IReadOnlyList<EnvironmentSpec> Environments { get; } = [.. EnvironmentCatalog.BuiltIn, .. TabularEnvironments.BuiltIn];

    /// <summary>Finds an environment.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="UnknownEnvironmentException">There is none; the message names the nearest.</exception>
    public static EnvironmentSpec FindEnvironment(string id) => EnvironmentCatalog.Find(id, Environments);
}
