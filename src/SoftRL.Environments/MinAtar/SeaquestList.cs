using System.Diagnostics.CodeAnalysis;

namespace SoftRL.Environments;

/// <summary>What there is of a kind in Seaquest, in the order of creation.</summary>
internal struct SeaquestList
{
    private int count;
    private SeaquestSlots slots;

    public readonly int Count => count;

    [UnscopedRef]
    public Span<SeaquestMover> Items => ((Span<SeaquestMover>)slots)[..count];

    [UnscopedRef]
    public readonly ReadOnlySpan<SeaquestMover> View => ((ReadOnlySpan<SeaquestMover>)slots)[..count];

    public readonly bool IsValid
    {
        get
        {
            if (count is < 0 or > SeaquestSlots.Count)
            {
                return false;
            }

            foreach (ref readonly var mover in View)
            {
                if (!mover.IsValid)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public void Add(SeaquestMover mover)
    {
        if (count == SeaquestSlots.Count)
        {
            throw new InvalidOperationException(
                $"More than {SeaquestSlots.Count} of a kind: no game gets here; a snapshot that was made up can.");
        }

        slots[count++] = mover;
    }

    public void RemoveAt(int index)
    {
        Items[(index + 1)..].CopyTo(Items[index..]);
        slots[--count] = default;
    }

    /// <summary>Removes the oldest in a cell, if there is one.</summary>
    public bool TryRemoveAt(int x, int y)
    {
        for (var i = 0; i < count; i++)
        {
            if (slots[i].IsAt(x, y))
            {
                RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether something in a row moves the other way.</summary>
    public readonly bool Opposes(int row, int direction)
    {
        foreach (ref readonly var mover in View)
        {
            if (mover.Y == row && mover.Direction != direction)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sets the cells in a channel, and with a trail the cells behind in another.</summary>
    public readonly void Draw(Span<float> observation, int channel, int? trail = null)
    {
        foreach (ref readonly var mover in View)
        {
            MinAtarGrid.Set(observation, channel, mover.X, mover.Y);
            if (trail is { } behind)
            {
                MinAtarGrid.Set(observation, behind, mover.X - mover.Direction, mover.Y);
            }
        }
    }
}
