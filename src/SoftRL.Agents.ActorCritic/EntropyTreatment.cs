namespace SoftRL.Agents.ActorCritic;

/// <summary>How the KL penalty enters the policy gradient.</summary>
public enum EntropyTreatment
{
    /// <summary>Returns contain the penalties of later steps: the gradient of the entropy-regularised return (equation 80 of Schulman et al. 2017).</summary>
    Proper,

    /// <summary>Only the penalty of the step itself is differentiated; returns contain rewards alone (equation 79): the usual A2C.</summary>
    Naive,
}
