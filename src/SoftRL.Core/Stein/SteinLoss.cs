using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>Trains a sampler <c>y = f_θ(s, ξ)</c> to follow Stein directions.</summary>
/// <remarks>Equation ST-4 of docs/math/stein.md.</remarks>
public static class SteinLoss
{
    /// <summary>Half the mean squared distance between the sampler's particles and where they should move, <c>½ mean ‖y − c‖²</c>, <c>c = y + φ(y)</c> a constant.</summary>
    /// <param name="points">y, what the sampler gives, float <c>[B, M, D]</c>, differentiable. Borrowed.</param>
    /// <param name="directions">φ at the points, like <paramref name="points"/>; a constant here. Borrowed.</param>
    /// <returns>A scalar, ½ mean ‖φ‖² (squared units of the particles) over B·M particles, whose gradient is that of −mean φ·y; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, is empty, or they differ in shape, dtype or device.</exception>
    /// <remarks>Equation ST-4 of docs/math/stein.md.</remarks>
    public static Tensor Mean(Tensor points, Tensor directions)
    {
        RbfKernel.Particles(points, nameof(points));
        Require.Like(directions, points);

        using var scope = NewDisposeScope();
        var goals = points.detach() + directions.detach();
        return (points - goals).square().sum(-1).mean().div(2).MoveToOuterDisposeScope();
    }
}
