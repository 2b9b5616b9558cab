namespace SoftRL.Environments;

/// <summary>A finite choice: the action is an index 0 … <see cref="Count"/> − 1.</summary>
public sealed record DiscreteActions : ActionSpace
{
    /// <summary>A choice among <paramref name="count"/> actions.</summary>
    /// <param name="count">Number of actions, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public DiscreteActions(int count) => Count = Guard.Positive(count);

    /// <summary>Number of actions, positive.</summary>
    public int Count { get; }

    /// <summary>Whether <paramref name="action"/> is one of the actions.</summary>
    /// <param name="action">Any index.</param>
    /// <returns>True for 0 … <see cref="Count"/> − 1.</returns>
    public bool Contains(int action) => (uint)action < (uint)Count;

    /// <summary>The number of actions, for messages.</summary>
    /// <returns>For example <c>3 discrete actions</c>.</returns>
    public override string ToString() => $"{Count} discrete actions";
}
