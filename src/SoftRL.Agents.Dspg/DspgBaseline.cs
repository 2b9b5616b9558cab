namespace SoftRL.Agents.Dspg;

/// <summary>What is subtracted from Q − τ ln(π/π₀) in the score-function gradient; both leave its expectation as it is.</summary>
public enum DspgBaseline
{
    /// <summary>τ, as published: the derivative of the entropy itself.</summary>
    Temperature,

    /// <summary>The mean over the other samples of the state, a departure from the paper: the variance no longer grows with the size of Q.</summary>
    LeaveOneOut,
}
