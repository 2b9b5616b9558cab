using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>The tanh-squashed Gaussian policy: a network that gives μ and ln σ of every coordinate before tanh.</summary>
/// <remarks>Owns its network. Create it outside any dispose scope.</remarks>
internal sealed class GaussianActor : IDisposable
{
    private readonly TrainedNetwork _trained;
    private readonly double _minLogScale;
    private readonly double _maxLogScale;
    private readonly int _dimension;

    public GaussianActor(SacOptions options, ObservationSpace observation, int dimension, OptimizerSettings settings, ref Xoshiro256 random, Device device)
    {
        (_minLogScale, _maxLogScale, _dimension) = (options.MinLogScale, options.MaxLogScale, dimension);
        var shape = NetworkShape.For(TorsoKind.Mlp, observation, LayerWidths.Parse(options.Hidden), 2 * dimension, options.Activation);
        // The first policy is nearly tanh of a standard normal everywhere.
        var gains = Enumerable.Repeat(0.01, 2 * dimension).ToArray();
        _trained = new TrainedNetwork(new FeedForwardNetwork(shape, gains, ref random, device), settings);
    }

    public TrainedNetwork Trained => _trained;

    /// <summary>Draws actions by reparameterisation, differentiable in the parameters.</summary>
    public SquashedSample Sample(Tensor observations, Tensor noise)
    {
        var (mean, logScale) = Heads(observations);
        var unsquashed = addcmul(mean, logScale.exp(), noise, 1);
        return new SquashedSample(unsquashed.tanh(), unsquashed, SquashedGaussianPolicies.LogProbability(unsquashed, mean, logScale));
    }

    /// <summary>ln of the density at tanh u, <c>[B]</c>, differentiable in u alone.</summary>
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
    public void Write(Tensor observations, UnitBox box, ref Xoshiro256 random, ActionRows actions)
    {
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
    public void WriteGreedy(Tensor observations, UnitBox box, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var heads = Host(observations);
        for (var index = 0; index < actions.Vectors.Length; index++)
        {
            var (row, i) = Math.DivRem(index, _dimension);
            box.Write(actions, index, Math.Tanh(heads[(2 * row * _dimension) + i]));
        }
    }

    public void Dispose() => _trained.Dispose();

    private (Tensor Mean, Tensor LogScale) Heads(Tensor observations)
    {
        var output = _trained.Network.call(observations);
        return (output.narrow(1, 0, _dimension), output.narrow(1, _dimension, _dimension).clamp(_minLogScale, _maxLogScale));
    }

    private ReadOnlySpan<float> Host(Tensor observations) => MemoryMarshal.Cast<byte, float>(_trained.Network.call(observations).cpu().bytes);
}
