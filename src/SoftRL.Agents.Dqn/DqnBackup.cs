namespace SoftRL.Agents.Dqn;

/// <summary>The value of a successor state in DQN's target; nothing else differs between the three.</summary>
public enum DqnBackup
{
    /// <summary>max Q: the standard backup (81).</summary>
    Hard,

    /// <summary>τ log Σ π̄ exp(Q/τ): KL penalty towards the reference policy (corrected 82).</summary>
    SoftKl,

    /// <summary>τ log Σ exp(Q/τ): entropy bonus (corrected 83).</summary>
    SoftEntropy,
}
