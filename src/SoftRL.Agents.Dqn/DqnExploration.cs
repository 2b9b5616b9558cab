namespace SoftRL.Agents.Dqn;

/// <summary>How experience is collected.</summary>
public enum DqnExploration
{
    /// <summary>A uniformly random action with probability ε, the best one otherwise.</summary>
    EpsilonGreedy,

    /// <summary>The Boltzmann policy of Q, mixed with a uniformly random action with probability ε.</summary>
    Boltzmann,
}
