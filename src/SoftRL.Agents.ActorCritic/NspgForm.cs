namespace SoftRL.Agents.ActorCritic;

/// <summary>Which regression moves the policy of <c>nspg</c>. To first order in the step both move it alike.</summary>
public enum NspgForm
{
    /// <summary>The linear least-squares problem whose solution is the natural gradient step (equations 66 to 71 of Schulman et al. 2017).</summary>
    Regression,

    /// <summary>Q = V + τ ln(π/π̄) towards (1 − ε) Q + ε ŷ with the value held fixed (equation 74), solved by Gauss–Newton rounds of that problem.</summary>
    DampedQ,
}
