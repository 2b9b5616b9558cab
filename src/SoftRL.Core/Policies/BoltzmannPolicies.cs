using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The soft-greedy (Boltzmann) policy of an action-value function, and drawing from a discrete policy.</summary>
/// <remarks>Equations BP-1 … BP-3 of docs/math/boltzmann-policies.md.</remarks>
public static class BoltzmannPolicies
{
    private const double SmallestTime = 1e-30;

    /// <summary>Boltzmann log-policy, <c>ln π(a|s) = ln π̄(a|s) + (Q(s,a) − V(s)) / τ</c>.</summary>
    /// <param name="q">Q, float <c>[B, A]</c>, reward units. Finite where π̄ is positive; ignored where π̄ is zero. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat, at least 0. Zero is π̄ restricted to the maximising actions;
    /// <see cref="double.PositiveInfinity"/> is π̄ itself.</param>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats, up to a constant per row; −∞ masks an action, at
    /// least one per row is not masked. Borrowed. When omitted, π̄ is uniform.</param>
    /// <returns>ln π, <c>[B, A]</c>, nats, normalised, −∞ exactly where an action is masked (and, at τ = 0, where it does not
    /// maximise); owned by the caller. Differentiable in Q and ln π̄; at τ = 0 and τ = ∞ it does not depend on Q and carries no
    /// gradient to it.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative or not a number.</exception>
    /// <remarks>Equation BP-1 of docs/math/boltzmann-policies.md (limits BP-2).</remarks>
    public static Tensor LogPolicy(Tensor q, double temperature, Tensor? logPrior = null)
    {
        Require.FloatMatrix(q);
        Require.Temperature(temperature);
        Require.LogPrior(logPrior, q);

        using var scope = NewDisposeScope();
        var logPolicy = temperature switch
        {
            0 => HardLogPolicy(q, logPrior),
            double.PositiveInfinity => Restriction(q, logPrior).log_softmax(-1),
            1 when logPrior is null => q.log_softmax(-1),
            _ => Scores(q, temperature, logPrior).Scores.log_softmax(-1),
        };
        return logPolicy.MoveToOuterDisposeScope();
    }

    /// <summary>Draws one action per row of a discrete policy.</summary>
    /// <param name="logPolicy">ln π, float <c>[B, A]</c>, nats, normalised; −∞ where π is zero. Borrowed.</param>
    /// <param name="generator">Source of randomness, on the device of <paramref name="logPolicy"/>; advanced by one
    /// exponential number per element. When omitted, the default generator of that device.</param>
    /// <returns>Action indices, int64 <c>[B]</c>, in [0, A); owned by the caller. An action of probability zero is never drawn.</returns>
    /// <exception cref="ArgumentException"><paramref name="logPolicy"/> has the wrong rank or dtype.</exception>
    /// <remarks>Equation BP-3 of docs/math/boltzmann-policies.md: a race of exponential times. No value is read back from the
    /// device. A row that is not a number gives some action.</remarks>
    public static Tensor Sample(Tensor logPolicy, Generator? generator = null)
    {
        Require.FloatMatrix(logPolicy);

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var probabilities = logPolicy.exp();

        // A generator may give an exponential number that rounds to zero, and 0/0 would win the race for a masked action.
        var times = empty_like(probabilities).exponential_(1, generator).clamp_min(SmallestTime);
        return (probabilities / times).argmax(-1).MoveToOuterDisposeScope();
    }

    /// <summary>(Q − M)/τ + ln π̄ with M the maximum of Q over the allowed actions, <c>[B, 1]</c> and a constant to autograd.</summary>
    /// <remarks>Opens no scope; τ is finite and positive. Subtracting M before dividing keeps the differences of Q exact where they
    /// matter, however large |Q|/τ is. Masking Q first makes whatever it says of a masked action harmless.</remarks>
    internal static (Tensor Scores, Tensor Maximum) Scores(Tensor q, double temperature, Tensor? logPrior)
    {
        var allowed = Allowed(q, logPrior);
        var maximum = allowed.detach().amax([-1], keepdim: true);
        var scores = (allowed - maximum) / temperature;
        return (logPrior is null ? scores : scores + logPrior, maximum);
    }

    /// <summary>Q with −∞ where π̄ is zero; Q itself without π̄. Opens no scope.</summary>
    internal static Tensor Allowed(Tensor q, Tensor? logPrior) =>
        logPrior is null ? q : q.masked_fill(logPrior.isneginf(), double.NegativeInfinity);

    /// <summary>π̄ restricted to the maximising actions and renormalised. Opens no scope.</summary>
    internal static Tensor HardLogPolicy(Tensor q, Tensor? logPrior)
    {
        var allowed = Allowed(q, logPrior);
        var worse = allowed.ne(allowed.amax([-1], keepdim: true));
        return Restriction(q, logPrior).masked_fill(worse, double.NegativeInfinity).log_softmax(-1);
    }

    private static Tensor Restriction(Tensor q, Tensor? logPrior) => logPrior is null ? zeros_like(q) : logPrior.expand_as(q);
}
