namespace SoftRL.Tabular;

/// <summary>One possible result of an action in a <see cref="FiniteMdp"/>.</summary>
/// <param name="Probability">Chance of this result given state and action, in [0, 1]; those of one state and action sum to 1.</param>
/// <param name="NextState">Index of the state entered, in [0, states).</param>
/// <param name="Reward">Reward of the transition, reward units; finite.</param>
/// <param name="Terminated">Whether the episode ends here. Then nothing follows: the value after the transition is 0.</param>
public readonly record struct Outcome(double Probability, int NextState, double Reward, bool Terminated = false);
