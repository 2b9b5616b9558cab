namespace SoftRL.Tabular;

/// <summary>What a policy is worth under a KL penalty, exactly.</summary>
/// <param name="Values">V_π, length S, reward units: includes the penalty of its own step. PG-SQL (24).</param>
/// <param name="ActionValues">Q_π, <c>[S, A]</c>, reward units: excludes the penalty of its own step. PG-SQL (25).</param>
/// <param name="Divergences">KL of the policy from its reference, length S, nats; −entropy for the counting measure.</param>
public sealed record PolicyValues(double[] Values, double[,] ActionValues, double[] Divergences);
