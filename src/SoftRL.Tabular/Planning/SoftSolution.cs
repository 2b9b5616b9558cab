namespace SoftRL.Tabular;

/// <summary>An optimum of the KL-regularised return.</summary>
/// <param name="Values">V*, length S, reward units.</param>
/// <param name="ActionValues">Q*, <c>[S, A]</c>, reward units.</param>
/// <param name="Policy">π*, the Boltzmann policy of <paramref name="ActionValues"/>, <c>[S, A]</c>.</param>
/// <param name="Iterations">Backups or policy improvements made.</param>
/// <param name="LastChange">Largest change of an entry of Q in the last iteration, reward units. After value iteration the
/// error of Q is at most γ / (1 − γ) times this.</param>
public sealed record SoftSolution(double[] Values, double[,] ActionValues, double[,] Policy, int Iterations, double LastChange);
