using SoftRL.Core;

namespace SoftRL.Tabular;

/// <summary>How far soft quantities can lie from hard ones.</summary>
/// <remarks>docs/math/tabular.md, TB-9. KLRL "Convergence of Soft Bellman Update" as corrected.</remarks>
public static class SoftBounds
{
    /// <summary>Width of the interval of the soft value, τ ln A: entropy convention max Q ≤ V ≤ max Q + τ ln A; uniform KL
    /// max Q − τ ln A ≤ V ≤ max Q.</summary>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="actions">A, at least 1.</param>
    /// <returns>τ ln A, reward units.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double SoftValueWidth(double temperature, int actions) =>
        Require.NonNegative(temperature) * Math.Log(Require.Positive(actions));

    /// <summary>Largest value of E_π[max Q − Q] for a Boltzmann policy against the uniform or the counting measure:
    /// (A − 1) τ / e, because the maximising action contributes nothing.</summary>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="actions">A, at least 1.</param>
    /// <returns>The bound, reward units.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double GreedyGap(double temperature, int actions) =>
        (Require.Positive(actions) - 1) * Require.NonNegative(temperature) / Math.E;

    /// <summary>Largest value of T*Q − T_π Q without penalties, π the Boltzmann policy of Q: γ (A − 1) τ / e.</summary>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="actions">A, at least 1.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <returns>The bound, reward units.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double BackupGap(double temperature, int actions, double discount) =>
        Require.Within(0, 1, discount) * GreedyGap(temperature, actions);

    /// <summary>Largest distance of the optimal soft Q, uniform KL or entropy convention, from the optimal hard Q:
    /// γ τ ln A / (1 − γ). Positive in the entropy convention, negative in the KL convention.</summary>
    /// <param name="temperature">τ, reward units per nat; finite, at least 0.</param>
    /// <param name="actions">A, at least 1.</param>
    /// <param name="discount">γ, in [0, 1).</param>
    /// <returns>The bound, reward units.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double OptimalValueGap(double temperature, int actions, double discount) =>
        Require.Within(0, Math.BitDecrement(1.0), discount) * SoftValueWidth(temperature, actions) / (1 - discount);
}
