namespace SoftRL.Agents.ActorCritic;

/// <summary>How <c>spg</c> makes advantages and value targets of a rollout.</summary>
public enum SpgTargets
{
    /// <summary>Generalised advantages: exact for the policy that collected the rollout.</summary>
    Gae,

    /// <summary>V-trace: corrected by clipped ratios of probabilities where the policy has moved since.</summary>
    VTrace,
}
