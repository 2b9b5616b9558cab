using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Reads tanh of a Gaussian from the output of a network: A means before tanh, then A numbers that give the standard deviations.</summary>
/// <remarks>Owns nothing: the trained network and a target that follows it share one.</remarks>
public sealed class SquashedGaussianHead
{
    private readonly double _minLogScale;
    private readonly double _maxLogScale;
    private readonly ScaleRule _rule;

    /// <summary>Says how outputs are read.</summary>
    /// <param name="dimension">Coordinates of an action, A, positive.</param>
    /// <param name="minLogScale">Smallest ln σ.</param>
    /// <param name="maxLogScale">Largest ln σ, above the smallest.</param>
    /// <param name="rule">What gives σ, before it is limited.</param>
    /// <exception cref="ArgumentException">The bounds of ln σ are not in order, the dimension is not positive, or there is no such rule.</exception>
    public SquashedGaussianHead(int dimension, double minLogScale, double maxLogScale, ScaleRule rule = ScaleRule.Exponential)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (!(minLogScale < maxLogScale))
        {
            throw new ArgumentException($"minLogScale is {minLogScale} and maxLogScale {maxLogScale}; the smallest must be below the largest.", nameof(minLogScale));
        }

        (Dimension, _minLogScale, _maxLogScale) = (dimension, minLogScale, maxLogScale);
        _rule = OptionValue.Defined(rule, nameof(rule));
    }

    /// <summary>Coordinates of an action, A.</summary>
    public int Dimension { get; }

    /// <summary>Draws one action per state by reparameterisation, differentiable in the output.</summary>
    /// <param name="output">Of the network, float32 <c>[B, 2A]</c>. Borrowed.</param>
    /// <param name="noise">Standard normal, float32 <c>[B, A]</c>. Borrowed.</param>
    /// <returns>Actions in [−1, 1], what they were before tanh, and their log-densities; owned by the caller's scope.</returns>
    public SquashedSample Sample(Tensor output, Tensor noise)
    {
        var (mean, logScale) = Read(output, noise);
        return SquashedGaussianPolicies.Reparameterised(mean, logScale, noise);
    }

    /// <summary>Draws M actions per state that are constants: the output is differentiated through their log-densities alone, as a score function asks.</summary>
    /// <param name="output">Of the network, float32 <c>[B, 2A]</c>. Borrowed.</param>
    /// <param name="noise">Standard normal, float32 <c>[M·B, A]</c>; row j·B + i makes sample j of state i. Borrowed.</param>
    /// <returns>Actions and what they were before tanh, <c>[M·B, A]</c>, without gradient, and their log-densities <c>[M·B]</c>; owned by the caller's scope.</returns>
    /// <exception cref="ArgumentException">The rows of the noise are no multiple of those of the output.</exception>
    public SquashedSample Draw(Tensor output, Tensor noise)
    {
        var (mean, logScale) = Read(output, noise);
        Tensor actions, unsquashed;
        using (no_grad())
        {
            unsquashed = addcmul(mean, logScale.exp(), noise, 1);
            actions = unsquashed.tanh();
        }

        return new SquashedSample(actions, unsquashed, SquashedGaussianPolicies.LogProbability(unsquashed, mean, logScale));
    }

    /// <summary>ln of the density at tanh u, differentiable in u and in the output.</summary>
    /// <param name="output">Of the network, float32 <c>[B, 2A]</c>. Borrowed.</param>
    /// <param name="unsquashed">u, float32 <c>[B, A]</c>, or <c>[M·B, A]</c> in the order of <see cref="Draw"/>. Borrowed.</param>
    /// <returns>Nats, one number per row of u; owned by the caller's scope.</returns>
    /// <exception cref="ArgumentException">The rows of u are no multiple of those of the output.</exception>
    public Tensor LogDensity(Tensor output, Tensor unsquashed)
    {
        var (mean, logScale) = Read(output, unsquashed);
        return SquashedGaussianPolicies.LogProbability(unsquashed, mean, logScale);
    }

    /// <summary>σ of one output, on the host.</summary>
    /// <param name="output">The number that gives it.</param>
    /// <returns>σ, within the bounds.</returns>
    public double Scale(double output)
    {
        // −softplus(−x) is ln of the sigmoid, without overflow on either side.
        var logScale = _rule == ScaleRule.Sigmoid ? Math.Min(output, 0) - double.LogP1(Math.Exp(-Math.Abs(output))) : output;
        return Math.Exp(Math.Clamp(logScale, _minLogScale, _maxLogScale));
    }

    private (Tensor Mean, Tensor LogScale) Read(Tensor output, Tensor perSample)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(perSample);
        var (states, rows) = (output.shape[0], perSample.shape[0]);
        if (rows % states != 0)
        {
            throw new ArgumentException($"There are {rows} rows for {states} states; allowed: a multiple.", nameof(perSample));
        }

        var mean = output.narrow(1, 0, Dimension);
        var raw = output.narrow(1, Dimension, Dimension);
        var logScale = (_rule == ScaleRule.Sigmoid ? raw.log_sigmoid() : raw).clamp(_minLogScale, _maxLogScale);
        return rows == states ? (mean, logScale) : (mean.repeat(rows / states, 1), logScale.repeat(rows / states, 1));
    }
}
