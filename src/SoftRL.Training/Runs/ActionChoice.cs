namespace SoftRL.Training;

/// <summary>How actions are chosen in an evaluation.</summary>
public enum ActionChoice
{
    /// <summary>Drawn from the policy, as in training.</summary>
    Sampled,

    /// <summary>The most probable action.</summary>
    Greedy,
}
