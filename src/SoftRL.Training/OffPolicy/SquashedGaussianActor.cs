using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>The tanh-squashed Gaussian policy: a network that gives μ and ln σ of every coordinate before tanh.</summary>
/// <remarks>Owns its network. Create it outside any dispose scope.</remarks>
public sealed class SquashedGaussianActor : IDisposable
{
    private readonly TrainedNetwork _trained;
    private readonly double _minLogScale;
    private readonly double _maxLogScale;
    private readonly int _dimension;

    /// <summary>Builds the network and draws its weights: the first policy is nearly tanh of a standard normal everywhere.</summary>
    /// <param name="shape">Of the network, with 2A outputs: the means, then the log standard deviations.</param>
    /// <param name="dimension">Coordinates of an action, A.</param>
    /// <param name="minLogScale">Smallest ln σ.</param>
    /// <param name="maxLogScale">Largest ln σ, above the smallest.</param>
    /// <param name="settings">How it is optimised.</param>
    /// <param name="random">Source of the initial weights; advanced.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <exception cref="ArgumentException">The bounds of ln σ are not in order, or the shape has not 2A outputs.</exception>
    public SquashedGaussianActor(NetworkShape shape, int dimension, double minLogScale, double maxLogScale, OptimizerSettings settings, ref Xoshiro256 random, Device device)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!(minLogScale < maxLogScale))
        {
            throw new ArgumentException($"minLogScale is {minLogScale} and maxLogScale {maxLogScale}; the smallest must be below the largest.", nameof(minLogScale));
        }

        if (shape.Outputs != 2 * dimension)
        {
            throw new ArgumentException($"shape has {shape.Outputs} outputs; {2 * dimension} are needed, a mean and a log standard deviation per coordinate.", nameof(shape));
        }

        (_minLogScale, _maxLogScale, _dimension) = (minLogScale, maxLogScale, dimension);
        var gains = Enumerable.Repeat(0.01, 2 * dimension).ToArray();
        _trained = new TrainedNetwork(new FeedForwardNetwork(shape, gains, ref random, device), settings);
    }

    /// <summary>The network with its optimiser. Owned by this object.</summary>
    public TrainedNetwork Trained => _trained;

    /// <summary>Draws actions by reparameterisation, differentiable in the parameters.</summary>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <param name="noise">Standard normal, float32 <c>[B, A]</c>. Borrowed.</param>
    /// <returns>Actions in [−1, 1], what they were before tanh, and their log-densities; owned by the caller's scope.</returns>
    public SquashedSample Sample(Tensor observations, Tensor noise)
    {
        var (mean, logScale) = Heads(observations);
        return SquashedGaussianPolicies.Reparameterised(mean, logScale, noise);
    }

    /// <summary>ln of the density at tanh u, differentiable in u alone.</summary>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <param name="unsquashed">u, float32 <c>[B, A]</c>. Borrowed.</param>
    /// <returns>Nats, float32 <c>[B]</c>; owned by the caller's scope.</returns>
    public Tensor LogDensity(Tensor observations, Tensor unsquashed)
    {
        using var scope = NewDisposeScope();
        Tensor mean, logScale;
        using (no_grad())
        {
            (mean, logScale) = Heads(observations);
        }

        return SquashedGaussianPolicies.LogProbability(unsquashed, mean, logScale).MoveToOuterDisposeScope();
    }

    /// <summary>Writes actions, drawn on the host: the environments need them there.</summary>
    /// <param name="observations"><c>[N, …]</c>. Borrowed.</param>
    /// <param name="box">Bounds of the environment's actions.</param>
    /// <param name="random">Advanced.</param>
    /// <param name="actions">Where to.</param>
    /// <exception cref="DivergedException">An action is not a number.</exception>
    public void Write(Tensor observations, UnitBox box, ref Xoshiro256 random, ActionRows actions)
    {
        ArgumentNullException.ThrowIfNull(box);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var heads = Host(observations);
        for (var index = 0; index < actions.Vectors.Length; index++)
        {
            var (row, i) = Math.DivRem(index, _dimension);
            var logScale = Math.Clamp(heads[(2 * row * _dimension) + _dimension + i], _minLogScale, _maxLogScale);
            box.Write(actions, index, Math.Tanh(heads[(2 * row * _dimension) + i] + (Math.Exp(logScale) * random.NextGaussian())));
        }
    }

    /// <summary>Writes tanh μ: the mode before tanh, and the median.</summary>
    /// <param name="observations"><c>[N, …]</c>. Borrowed.</param>
    /// <param name="box">Bounds of the environment's actions.</param>
    /// <param name="actions">Where to.</param>
    /// <exception cref="DivergedException">An action is not a number.</exception>
    public void WriteGreedy(Tensor observations, UnitBox box, ActionRows actions)
    {
        ArgumentNullException.ThrowIfNull(box);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var heads = Host(observations);
        for (var index = 0; index < actions.Vectors.Length; index++)
        {
            var (row, i) = Math.DivRem(index, _dimension);
            box.Write(actions, index, Math.Tanh(heads[(2 * row * _dimension) + i]));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _trained.Dispose();

    private (Tensor Mean, Tensor LogScale) Heads(Tensor observations)
    {
        var output = _trained.Network.call(observations);
        return (output.narrow(1, 0, _dimension), output.narrow(1, _dimension, _dimension).clamp(_minLogScale, _maxLogScale));
    }

    private ReadOnlySpan<float> Host(Tensor observations) => MemoryMarshal.Cast<byte, float>(_trained.Network.call(observations).cpu().bytes);
}
