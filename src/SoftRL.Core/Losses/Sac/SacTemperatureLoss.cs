using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Losses that tune the temperature: a multiplier that falls while the constraint holds and rises while it does not. The
/// parameter is ln τ, so τ stays positive.</summary>
/// <remarks>Equation SD-6 of docs/math/sac-and-dspg.md.</remarks>
public static class SacTemperatureLoss
{
    /// <summary>Keeps the entropy near a target: <c>τ·(mean H − H̄)</c> with <c>τ = exp(ln τ)</c>.</summary>
    /// <param name="logTemperature">ln τ, a float scalar <c>[]</c>. Borrowed.</param>
    /// <param name="entropies">H(s), or −log π(a|s) of one sample, float <c>[B]</c> of the same dtype and device, nats. No gradient flows
    /// into it. Borrowed.</param>
    /// <param name="targetEntropy">H̄, nats, finite; negative is usual for continuous actions.</param>
    /// <returns>The loss, a scalar <c>[]</c>, differentiable in <paramref name="logTemperature"/>: above the target it lowers τ. Owned by
    /// the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or they differ in dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="targetEntropy"/> is not finite.</exception>
    public static Tensor ForEntropy(Tensor logTemperature, Tensor entropies, double targetEntropy)
    {
        Check(logTemperature, entropies, nameof(entropies));
        Require.Finite(targetEntropy);

        using var scope = NewDisposeScope();
        return (logTemperature.exp() * (entropies.detach().mean() - targetEntropy)).MoveToOuterDisposeScope();
    }

    /// <summary>Keeps the divergence from the prior near a target: <c>τ·(K̄ − mean KL)</c> with <c>τ = exp(ln τ)</c>.</summary>
    /// <param name="logTemperature">ln τ, a float scalar <c>[]</c>. Borrowed.</param>
    /// <param name="divergences">KL(s), or log π(a|s) − log π̄(a|s) of one sample, float <c>[B]</c> of the same dtype and device, nats. No
    /// gradient flows into it. Borrowed.</param>
    /// <param name="targetDivergence">K̄, nats; finite and not negative.</param>
    /// <returns>The loss, a scalar <c>[]</c>, differentiable in <paramref name="logTemperature"/>: above the target it raises τ. Owned by
    /// the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or they differ in dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="targetDivergence"/> is negative or not finite.</exception>
    public static Tensor ForDivergence(Tensor logTemperature, Tensor divergences, double targetDivergence)
    {
        Check(logTemperature, divergences, nameof(divergences));
        Require.NonNegative(targetDivergence);

        using var scope = NewDisposeScope();
        return (logTemperature.exp() * (targetDivergence - divergences.detach().mean())).MoveToOuterDisposeScope();
    }

    private static void Check(Tensor logTemperature, Tensor measurements, string name)
    {
        Require.FloatRank(0, logTemperature);
        LossBatch.Vector(measurements, name);
        Require.SameDtype(measurements, logTemperature, name);
        Require.SameDevice(measurements, logTemperature, name);
    }
}
