using SoftRL.Core;

namespace SoftRL.Training;

/// <summary>How an off-policy agent remembers and draws its minibatches: what <see cref="OffPolicyExperience"/> is made from.</summary>
public sealed record ReplaySettings
{
    /// <summary>Environment steps kept, two per environment or more.</summary>
    public required int Capacity { get; init => field = Require.Positive(value, nameof(Capacity)); }

    /// <summary>B, transitions in a minibatch, positive.</summary>
    public required int BatchSize { get; init => field = Require.Positive(value, nameof(BatchSize)); }

    /// <summary>Environment steps before the first minibatch, 0 or more.</summary>
    public required int LearningStarts { get; init => field = Require.NonNegative(value, nameof(LearningStarts)); }

    /// <summary>Minibatches after each rollout, positive.</summary>
    public required int Minibatches { get; init => field = Require.Positive(value, nameof(Minibatches)); }

    /// <summary>γ per environment step, in [0, 1].</summary>
    public required double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); }

    /// <summary>n, the longest window of a return, positive. Default 1.</summary>
    public int Steps { get; init => field = Require.Positive(value, nameof(Steps)); } = 1;

    /// <summary>Exponent of proportional prioritisation, in [0, 1]. Default 0, uniform.</summary>
    public double PriorityExponent { get; init => field = Require.Within(0, 1, value, nameof(PriorityExponent)); }

    /// <summary>Exponent β of the importance weights of prioritised replay over environment steps, in [0, 1]. Default 1.</summary>
    public Schedule PriorityCorrection
    {
        get;
        init
        {
            OptionValue.NotNull(value, nameof(PriorityCorrection));
            Require.Within(0, 1, value.Smallest, nameof(PriorityCorrection));
            Require.Within(0, 1, value.Largest, nameof(PriorityCorrection));
            field = value;
        }
    } = new Schedule.Constant(1);
}
