using System.Runtime.CompilerServices;

namespace SoftRL.Environments;

/// <summary>Room for a <see cref="SeaquestList"/>.</summary>
[InlineArray(Count)]
internal struct SeaquestSlots
{
    /// <summary>
    /// No list of a played game gets longer. At most one enemy appears in a step and none stays longer than 60 steps
    /// (ten cells, at most six steps each), so there are at most 60; each has at most one shot in flight (one every 11
    /// steps, which crosses the grid in 10), and of those gone the last ten may: at most 70. A diver appears every 30
    /// steps and stays less than 60, and your own shots fly nine steps, one every five: two of either.
    /// </summary>
    public const int Count = 72;

    private SeaquestMover first;
}
