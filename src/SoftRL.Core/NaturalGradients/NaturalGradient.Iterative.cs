using static TorchSharp.torch;

namespace SoftRL.Core;

public static partial class NaturalGradient
{
    // Divisors below this belong to residuals that are zero.
    private const double Smallest = 1e-30;

    /// <summary>The step of <see cref="Step(Tensor, Tensor, double, double)"/> by conjugate gradients on the least-squares problem, from products with Ψ and Ψᵀ alone.</summary>
    /// <param name="scores">Ψ, M rows and P columns. Borrowed.</param>
    /// <param name="advantages">A, float <c>[M]</c>, reward units; with a temperature, those of <see cref="RegularizedAdvantages"/>. Borrowed.</param>
    /// <param name="stepSize">ε, nats per reward unit; finite and positive.</param>
    /// <param name="damping">ρ, finite and not negative.</param>
    /// <param name="iterations">K, positive. In exact arithmetic P or M of them solve the problem; fewer leave out the directions that hardly change the policy, as damping does.</param>
    /// <returns>w, <c>[P]</c>, an ascent direction in parameter units, in the span of Ψ's rows; owned by the caller.</returns>
    /// <exception cref="ArgumentException">The advantages have the wrong shape, dtype or device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scalar is out of range.</exception>
    /// <remarks>Equation NG-8 of docs/math/natural-gradients.md. Always K iterations, without a read of the device; once the residual is down to rounding they change nothing.</remarks>
    public static Tensor Step(ScoreProducts scores, Tensor advantages, double stepSize, double damping, int iterations)
    {
        ArgumentNullException.ThrowIfNull(scores);
        scores.RequireRows(advantages);
        Require.Positive(stepSize);
        Require.NonNegative(damping);
        Require.Positive(iterations);

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var residual = advantages * stepSize;
        var descent = scores.Weighted(residual) / (double)scores.Samples;
        var direction = descent.clone();
        var step = zeros_like(descent);
        var square = descent.dot(descent);
        var rounding = advantages.dtype == ScalarType.Float64 ? 1e-30 : 1e-14;
        var floor = square * rounding;
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            using var inner = NewDisposeScope();
            var change = scores.Along(direction);
            var curvature = (change.dot(change) / (double)scores.Samples).add(direction.dot(direction), damping);
            var length = square / curvature.clamp_min(Smallest) * square.gt(floor);
            step.add_(direction * length);
            residual.sub_(change * length);
            descent = (scores.Weighted(residual) / (double)scores.Samples).add(step, -damping);
            var next = descent.dot(descent);
            direction = (direction * (next / square.clamp_min(Smallest))).add_(descent).MoveToOuterDisposeScope();
            square = next.MoveToOuterDisposeScope();
        }

        return step.MoveToOuterDisposeScope();
    }
}
