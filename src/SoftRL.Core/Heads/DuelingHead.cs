using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>A Q-function built from a state value and a policy, <c>Q(s,a) = V(s) + τ·log(π(a|s)/π̄(a|s))</c>: an actor-critic
/// network read as a Q-network, with an independent gradient scale on each of its two streams.</summary>
/// <remarks>Equations HD-2 and HD-3 of docs/math/heads.md. With <see cref="SoftQLoss"/>, a value scale of c and an advantage scale
/// of 1/τ the gradient is <c>(Q − y)·(c·∇V + ∇log π)</c>, in expectation that of <see cref="A2cLoss"/> with coefficient c.
/// The scales change gradients only, never the value.</remarks>
public static class DuelingHead
{
    /// <summary>Q of the action taken, <c>V(s) + τ·log(π(a|s)/π̄(a|s))</c>.</summary>
    /// <param name="values">V(s), float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="takenLogRatio">log π − log π̄ of the action taken (log π alone for the counting measure), like
    /// <paramref name="values"/>, nats, finite. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and positive.</param>
    /// <param name="valueScale">What the gradient into <paramref name="values"/> is multiplied by; finite and not negative.</param>
    /// <param name="advantageScale">What the gradient into <paramref name="takenLogRatio"/>, τ included, is multiplied by; finite
    /// and not negative.</param>
    /// <returns>Q(s,a), <c>[B]</c>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, or the two differ in shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    public static Tensor TakenQ(Tensor values, Tensor takenLogRatio, double temperature, double valueScale = 1, double advantageScale = 1)
    {
        Require.FloatVector(values);
        Require.Like(takenLogRatio, values);
        CheckScalars(temperature, valueScale, advantageScale);

        using var scope = NewDisposeScope();
        return Combine(values, takenLogRatio, temperature, valueScale, advantageScale).MoveToOuterDisposeScope();
    }

    /// <summary>Q of every action, <c>V(s) + τ·log(π(a|s)/π̄(a|s))</c>; −∞, with a zero gradient, where π(a|s) = 0.</summary>
    /// <param name="values">V(s), float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="logPolicy">log π(a|s), float <c>[B, A]</c>, nats; −∞ where <paramref name="logPrior"/> is. Borrowed.</param>
    /// <param name="temperature">τ, reward units per nat; finite and positive.</param>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats; −∞ masks an action. Borrowed. When omitted, the
    /// counting measure.</param>
    /// <param name="valueScale">What the gradient into <paramref name="values"/> is multiplied by; finite and not negative.</param>
    /// <param name="advantageScale">What the gradient into the log-ratio, τ included, is multiplied by; finite and not negative.</param>
    /// <returns>Q, <c>[B, A]</c>: its soft value at τ is V and its Boltzmann policy is π. Owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    public static Tensor Q(
        Tensor values, Tensor logPolicy, double temperature, Tensor? logPrior = null, double valueScale = 1, double advantageScale = 1)
    {
        Require.FloatMatrix(logPolicy);
        Require.Shape(values, [logPolicy.size(0)]);
        Require.SameDtype(values, logPolicy);
        Require.SameDevice(values, logPolicy);
        Require.LogPrior(logPrior, logPolicy);
        CheckScalars(temperature, valueScale, advantageScale);

        using var scope = NewDisposeScope();
        var logRatio = logPrior is null ? logPolicy : logPolicy - logPrior;
        var q = Combine(values.unsqueeze(1), logRatio, temperature, valueScale, advantageScale);
        return q.masked_fill(logPolicy.isneginf(), double.NegativeInfinity).MoveToOuterDisposeScope();
    }

    private static Tensor Combine(Tensor values, Tensor logRatio, double temperature, double valueScale, double advantageScale)
    {
        var q = values.add(logRatio, temperature);
        if (valueScale == 1 && advantageScale == 1)
        {
            return q;
        }

        var scaled = (values * valueScale).add(logRatio, temperature * advantageScale);
        return GradientScaling.Graft(q.detach(), scaled.detach() - scaled);
    }

    private static void CheckScalars(double temperature, double valueScale, double advantageScale)
    {
        Require.Positive(temperature);
        Require.NonNegative(valueScale);
        Require.NonNegative(advantageScale);
    }
}
