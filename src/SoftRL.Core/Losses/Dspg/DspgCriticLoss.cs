using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The critic loss of deep soft policy gradient, <c>½(Q(s,a) − y)²</c>, where y averages the target networks over M actions of
/// the target actor.</summary>
/// <remarks>Equations SD-1, SD-2 and SD-7 of docs/math/sac-and-dspg.md: targets are <see cref="SoftBellmanTargets.OneStep"/> over
/// <see cref="SoftBellmanTargets.SampledValue"/> on <c>[M, B]</c> samples from the <b>target</b> actor.</remarks>
public static class DspgCriticLoss
{
    /// <summary>Mean over the batch of <c>½(Q(s,a) − y)²</c>.</summary>
    /// <param name="takenQ">Q of the stored action, float <c>[B]</c>, reward units. Borrowed.</param>
    /// <param name="targets">y, like <paramref name="takenQ"/>. No gradient flows into it. Borrowed.</param>
    /// <returns>The loss, a scalar <c>[]</c> in squared reward units, differentiable in <paramref name="takenQ"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor is no float vector, is empty, or the two differ in shape, dtype or device.</exception>
    public static Tensor Mean(Tensor takenQ, Tensor targets) => SoftQLoss.Mean(takenQ, targets);
}
