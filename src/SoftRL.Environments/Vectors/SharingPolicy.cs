namespace SoftRL.Environments;

/// <summary>
/// Decides from measured times whether the next round of work is shared between threads or done by the caller alone.
/// </summary>
/// <remarks>
/// Short rounds are never shared: waking a thread would take longer. Otherwise whichever was faster lately, as moving
/// averages, and now and then the other for a few rounds, since both change with what else the machine does. The first round
/// after a change is not counted: it wakes threads and moves data between processors. Nor does one round that took long,
/// because the machine gave the processor to another program, say much. Only the time taken depends on the decision, never a
/// result.
/// </remarks>
/// <param name="worthSharing">Rounds expected to take less time than this are not shared, ticks.</param>
internal struct SharingPolicy(double worthSharing)
{
    private const double FasterWeight = 0.5;
    private const double SlowerWeight = 0.25;
    private const int Usual = 256;
    private const int Trial = 4;

    private double alone;
    private double shared;
    private bool better;

    /// <summary>Number of the round: the usual way below <see cref="Usual"/>, the other way for a trial from there on.</summary>
    private int round;

    /// <summary>Whether to share the next round.</summary>
    public bool Decide()
    {
        if (alone < worthSharing)
        {
            // The first trial comes soon: what was measured at first says little.
            round = Usual - 8;
            return false;
        }

        round = (round + 1) % (Usual + Trial);
        if (round >= Usual)
        {
            return !better;
        }

        better = shared <= alone;
        return better;
    }

    /// <summary>Notes how long a round took.</summary>
    public void Learn(bool wasShared, double ticks)
    {
        ref var average = ref wasShared ? ref shared : ref alone;
        if (average == 0)
        {
            average = ticks;
        }
        else if (round is not (0 or Usual))
        {
            var change = Math.Min(ticks, 2 * average) - average;
            average += change * (change < 0 ? FasterWeight : SlowerWeight);
        }
    }
}
