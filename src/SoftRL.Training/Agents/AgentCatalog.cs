using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>The agents that an application offers.</summary>
/// <param name="agents">Their descriptors, names distinct.</param>
public sealed class AgentCatalog(params IReadOnlyList<AgentDescriptor> agents)
{
    /// <summary>All agents, in the order given.</summary>
    public IReadOnlyList<AgentDescriptor> Agents { get; } = agents;

    /// <summary>Finds an agent by name.</summary>
    /// <param name="name">Its name; case does not matter.</param>
    /// <returns>Its descriptor.</returns>
    /// <exception cref="UnknownAgentException">There is no such agent; the message names the nearest and all that there are.</exception>
    public AgentDescriptor Find(string name)
        => Agents.FirstOrDefault(agent => string.Equals(agent.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw UnknownAgentException.For(name, Agents.Select(agent => agent.Name));
}
