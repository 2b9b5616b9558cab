using SoftRL.Core;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>The tanh-squashed Gaussian policy: a network that gives μ and σ of every coordinate before tanh.</summary>
/// <remarks>Owns its network. Create it outside any dispose scope.</remarks>
public sealed class SquashedGaussianActor : IDisposable
{
    private readonly TrainedNetwork _trained;
    private readonly SquashedGaussianHead _head;
    private readonly int _dimension;

    /// <summary>Builds the network and draws its weights: the first policy is nearly the same everywhere, tanh of a normal around 0.</summary>
    /// <param name="shape">Of the network, with 2A outputs: the means, then what gives the standard deviations.</param>
    /// <param name="head">Reads the outputs.</param>
    /// <param name="settings">How it is optimised.</param>
    /// <param name="random">Source of the initial weights; advanced.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <param name="shards">Who shares the minibatches; one thread alone when omitted. Borrowed.</param>
    /// <exception cref="ArgumentException">The shape has not 2A outputs.</exception>
    public SquashedGaussianActor(NetworkShape shape, SquashedGaussianHead head, OptimizerSettings settings, ref Xoshiro256 random, Device device, MinibatchShards? shards = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(head);
        (_head, _dimension) = (head, head.Dimension);
        if (shape.Outputs != 2 * _dimension)
        {
            throw new ArgumentException($"shape has {shape.Outputs} outputs; {2 * _dimension} are needed, a mean and a standard deviation per coordinate.", nameof(shape));
        }

        // The first means and scales are nearly the same everywhere.
        var gains = Enumerable.Repeat(0.01, shape.Outputs).ToArray();
        var first = new FeedForwardNetwork(shape, gains, ref random, device);
        var unused = random;
        _trained = new TrainedNetwork(first, settings, shards, () => new FeedForwardNetwork(shape, gains, ref unused, device));
    }

    /// <summary>The network with its optimiser. Owned by this object.</summary>
    public TrainedNetwork Trained => _trained;

    /// <summary>Draws one action per state by reparameterisation, differentiable in the parameters.</summary>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <param name="noise">Standard normal, float32 <c>[B, A]</c>. Borrowed.</param>
    /// <param name="shard">Who differentiates; the first shard unless given.</param>
    /// <returns>Actions in [−1, 1], what they were before tanh, and their log-densities; owned by the caller's scope.</returns>
    public SquashedSample Sample(Tensor observations, Tensor noise, int shard = 0) => _head.Sample(_trained.NetworkOf(shard).call(observations), noise);

    /// <summary>Draws M actions per state that are constants: the parameters are differentiated through their log-densities alone.</summary>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <param name="noise">Standard normal, float32 <c>[M·B, A]</c>; row j·B + i makes sample j of state i. Borrowed.</param>
    /// <returns>Actions and what they were before tanh, <c>[M·B, A]</c>, and their log-densities <c>[M·B]</c>; owned by the caller's scope.</returns>
    public SquashedSample Draw(Tensor observations, Tensor noise) => _head.Draw(_trained.Network.call(observations), noise);

    /// <summary>ln of the density at tanh u, differentiable in u alone.</summary>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <param name="unsquashed">u, float32 <c>[B, A]</c>, or <c>[M·B, A]</c> in the order of <see cref="Draw"/>. Borrowed.</param>
    /// <returns>Nats, one number per row of u; owned by the caller's scope.</returns>
    public Tensor LogDensity(Tensor observations, Tensor unsquashed)
    {
        using var scope = NewDisposeScope();
        Tensor output;
        using (no_grad())
        {
            output = _trained.Network.call(observations);
        }

        return _head.LogDensity(output, unsquashed).MoveToOuterDisposeScope();
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
        var heads = _trained.Evaluate(observations);
        for (var index = 0; index < actions.Vectors.Length; index++)
        {
            var (row, i) = Math.DivRem(index, _dimension);
            var scale = _head.Scale(heads[(2 * row * _dimension) + _dimension + i]);
            box.Write(actions, index, Math.Tanh(heads[(2 * row * _dimension) + i] + (scale * random.NextGaussian())));
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
        var heads = _trained.Evaluate(observations);
        for (var index = 0; index < actions.Vectors.Length; index++)
        {
            var (row, i) = Math.DivRem(index, _dimension);
            box.Write(actions, index, Math.Tanh(heads[(2 * row * _dimension) + i]));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _trained.Dispose();
}
