namespace SoftRL.Agents.SoftQ;

/// <summary>How Q is represented.</summary>
public enum QHead
{
    /// <summary>Q = V + τ log(π/π̄) with π and V from one actor-critic network; π is the behaviour, there is no target network (§6.3 of Schulman et al. 2017).</summary>
    Dueling,

    /// <summary>One output per action, a target network, and the Boltzmann policy of Q as behaviour (§3.5).</summary>
    Plain,
}
