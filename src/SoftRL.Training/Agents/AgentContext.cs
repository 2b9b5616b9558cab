using SoftRL.Core;
using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>What an agent is built for.</summary>
/// <param name="Observation">The environments' observations.</param>
/// <param name="Actions">The environments' actions.</param>
/// <param name="Environments">N, how many are stepped together.</param>
/// <param name="Device">Where the agent computes.</param>
/// <param name="Seed">Seed of the initial weights.</param>
/// <param name="RunSteps">Environment steps that the run plans; schedules over the whole run read it.</param>
/// <param name="Reference">Makes the reference policy that an agent's options name: <c>uniform</c>, <c>entropy</c>, or the directory of a trained run. The agent owns what it gets.</param>
public sealed record AgentContext(
    ObservationSpace Observation, ActionSpace Actions, int Environments, Device Device, ulong Seed, long RunSteps, Func<string, IReferencePolicy> Reference)
{
    /// <summary>K, threads that share the work on each minibatch, positive; an agent that is no <see cref="IMinibatchAgent"/> has one. Default 1.</summary>
    public int Shards { get; init => field = Require.Positive(value, nameof(Shards)); } = 1;

    /// <summary>Loads the frozen policy of a trained run over the same box of actions from its directory; unless set, there are none to load. The caller owns what it gets.</summary>
    public Func<string, IDensityPolicy> Density { get; init; } = directory => throw new OptionsException($"reference is '{directory}'; no trained runs can be loaded here.");

    /// <summary>The actions, which must be discrete.</summary>
    /// <param name="agent">The agent's name, for the error.</param>
    /// <returns>The actions.</returns>
    /// <exception cref="OptionsException">They are not.</exception>
    public DiscreteActions RequireDiscrete(string agent)
        => Actions as DiscreteActions ?? throw new OptionsException($"The agent '{agent}' takes discrete actions; this environment has {Actions}.");

    /// <summary>The actions, which must be a box.</summary>
    /// <param name="agent">The agent's name, for the error.</param>
    /// <returns>The actions.</returns>
    /// <exception cref="OptionsException">They are not.</exception>
    public BoxActions RequireBox(string agent)
        => Actions as BoxActions ?? throw new OptionsException($"The agent '{agent}' takes real-valued actions; this environment has {Actions}.");
}
