namespace SoftRL.Training;

/// <summary>What the command line and the run directory need to know of an agent.</summary>
/// <param name="Name">The name on the command line, lower case.</param>
/// <param name="Description">One line.</param>
/// <param name="OptionsType">The sealed options record; it has a parameterless constructor that gives the defaults.</param>
/// <param name="DefaultEnvironments">Environments stepped together unless something else is asked for, positive: one for most agents with a replay memory.</param>
/// <param name="Create">Builds the agent from its options and what it is built for. The caller owns the result.</param>
public sealed record AgentDescriptor(string Name, string Description, Type OptionsType, int DefaultEnvironments, Func<object, AgentContext, IAgent> Create)
{
    /// <summary>Describes an agent with typed options.</summary>
    /// <typeparam name="TOptions">The options record.</typeparam>
    /// <param name="name">The name on the command line, lower case.</param>
    /// <param name="description">One line.</param>
    /// <param name="create">Builds the agent.</param>
    /// <param name="environments">Environments stepped together unless something else is asked for, positive.</param>
    /// <returns>The descriptor.</returns>
    public static AgentDescriptor For<TOptions>(string name, string description, Func<TOptions, AgentContext, IAgent> create, int environments = 16)
        where TOptions : class, new()
        => new(name, description, typeof(TOptions), environments, (options, context) => create((TOptions)options, context));

    /// <summary>The default options.</summary>
    /// <returns>A new instance of <see cref="OptionsType"/>.</returns>
    public object DefaultOptions() => Activator.CreateInstance(OptionsType)!;
}
