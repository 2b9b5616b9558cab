namespace SoftRL.Environments;

/// <summary>
/// Parameters of <see cref="MultiGoal"/>. The defaults are those of the multi-goal experiment of Haarnoja et al. (2017).
/// </summary>
public sealed record MultiGoalOptions
{
    /// <summary>Distance of the four goals from the origin, along the axes; positive, inside <see cref="Limit"/>. Default 5.</summary>
    public double GoalDistance { get; init => field = Guard.Positive(value, nameof(GoalDistance)); } = 5.0;

    /// <summary>The episode terminates nearer to a goal than this, positive. Default 1.</summary>
    public double GoalRadius { get; init => field = Guard.Positive(value, nameof(GoalRadius)); } = 1.0;

    /// <summary>Added to the reward of the step that terminates, finite. Default 10.</summary>
    public double GoalReward { get; init => field = Guard.Finite(value, nameof(GoalReward)); } = 10.0;

    /// <summary>Cost of a unit of squared speed, not negative. Default 30.</summary>
    public double ActionCost { get; init => field = Guard.Within(0, double.MaxValue, value, nameof(ActionCost)); } = 30.0;

    /// <summary>Cost of a unit of squared distance to the nearest goal, not negative. Default 1.</summary>
    public double DistanceCost { get; init => field = Guard.Within(0, double.MaxValue, value, nameof(DistanceCost)); } = 1.0;

    /// <summary>The position is clipped to ± this in both coordinates, positive. Default 7.</summary>
    public double Limit { get; init => field = Guard.Positive(value, nameof(Limit)); } = 7.0;

    /// <summary>Standard deviation of the first position around the origin, in each coordinate, not negative. Default 0.1.</summary>
    public double StartDeviation { get; init => field = Guard.Within(0, double.MaxValue, value, nameof(StartDeviation)); } = 0.1;

    /// <summary>The episode is truncated after so many steps, positive. Default 30.</summary>
    public int MaxEpisodeSteps { get; init => field = Guard.Positive(value, nameof(MaxEpisodeSteps)); } = 30;
}
