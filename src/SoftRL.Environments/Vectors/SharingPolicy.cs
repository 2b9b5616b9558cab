namespace SoftRL.Environments;

/// <summary>
/// Decides from measured times whether the next round of work is shared between threads or done by the caller alone.
/// </summary>
/// <remarks>
/// Short rounds are never shared: waking a thread would take longer. Otherwise whichever was faster lately, as moving
/// averages, and now and then the other, since both change with what else the machine does. Only the time taken depends
/// on the decision, never a result.
/// </remarks>
/// <param name="worthSharing">Rounds expected to take less time than this are not shared, ticks.</param>
internal struct SharingPolicy(double worthSharing)
{
    private const double Weight = 0.25;
    private const int RetryAfter = 128;

    private double alone;
    private double shared;
    private int sinceRetry;

    /// <summary>Whether to share the next round.</summary>
    public bool Decide()
    {
        if (alone < worthSharing)
        {
            return false;
        }

        var better = shared <= alone;
        if (++sinceRetry < RetryAfter)
        {
            return better;
        }

        sinceRetry = 0;
        return !better;
    }

    /// <summary>Notes how long a round took.</summary>
    public void Learn(bool wasShared, double ticks)
    {
        ref var average = ref wasShared ? ref shared : ref alone;
        average = average == 0 ? ticks : average + (Weight * (ticks - average));
    }
}
