using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.SoftQ;
using SoftRL.Training;

namespace SoftRL.Cli;

/// <summary>What this command offers.</summary>
internal static class BuiltIn
{
    /// <summary>The agents, composed from their packages.</summary>
    public static AgentCatalog Agents { get; } = new(A2cAgent.Descriptor, SoftQAgent.Descriptor);
}
