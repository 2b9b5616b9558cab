using System.Runtime.InteropServices;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ;

/// <summary>The policy as a sampler, <c>a = tanh f(s, ξ)</c> with standard normal ξ of as many coordinates as the action: easy to draw from, without a density.</summary>
/// <remarks>Owns its network and the ξ of greedy acting. Create it outside any dispose scope.</remarks>
internal sealed class SamplingNetwork : IDisposable
{
    private readonly TrainedNetwork _trained;
    private readonly Tensor _greedyNoise;
    private readonly int _dimension;
    private readonly Device _device;

    public SamplingNetwork(
        ObservationSpace observation, int dimension, IReadOnlyList<int> hidden, Activation activation, int greedyParticles, OptimizerSettings settings, ref Xoshiro256 random, Device device)
    {
        (_dimension, _device) = (dimension, device);
        var shape = NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([observation.Size + dimension]), hidden, dimension, activation);
        // Gain 1: the first actions lie as far apart as the noise does.
        _trained = new TrainedNetwork(new FeedForwardNetwork(shape, Enumerable.Repeat(1.0, dimension).ToArray(), ref random, device), settings);
        using var scope = NewDisposeScope();
        // The same for every seed and every copy of the agent: greedy actions depend on nothing but parameters and observations.
        var fixedDraws = new Xoshiro256(Seeds.Derive(0, "greedy"));
        _greedyNoise = Draw(greedyParticles, ref fixedDraws).DetachFromDisposeScope();
    }

    public TrainedNetwork Trained => _trained;

    /// <summary>u = f(s, ξ), what tanh makes actions of, <c>[R, A]</c>.</summary>
    /// <param name="features">Flattened observations, <c>[R, D]</c>.</param>
    /// <param name="noise">ξ, <c>[R, A]</c>.</param>
    public Tensor Unsquashed(Tensor features, Tensor noise) => _trained.Network.call(cat([features, noise], 1));

    /// <summary>Writes sampled actions.</summary>
    public void Write(Tensor features, UnitBox box, ref Xoshiro256 random, ActionRows actions)
    {
        var noise = Draw((int)features.size(0), ref random);
        Write(Unsquashed(features, noise).tanh(), box, actions);
    }

    /// <summary>Writes, in each state, the best of a fixed set of sampled actions.</summary>
    /// <param name="features">Flattened observations, <c>[N, D]</c>.</param>
    /// <param name="q">Q of features and actions side by side, <c>[R, D + A]</c> → <c>[R, 1]</c>.</param>
    /// <param name="box">Bounds of the environment's actions.</param>
    /// <param name="actions">Where to.</param>
    public void WriteBest(Tensor features, Func<Tensor, Tensor> q, UnitBox box, ActionRows actions)
    {
        var (rows, particles) = (features.size(0), (int)_greedyNoise.size(0));
        var repeated = features.repeat_interleave(particles, 0);
        var sampled = Unsquashed(repeated, _greedyNoise.repeat(rows, 1)).tanh();
        var best = q(cat([repeated, sampled], 1)).view(rows, particles).argmax(1);
        var chosen = best.view(-1, 1, 1).expand(rows, 1, _dimension);
        Write(sampled.view(rows, particles, _dimension).gather(1, chosen), box, actions);
    }

    public void Dispose()
    {
        _trained.Dispose();
        _greedyNoise.Dispose();
    }

    private static void Write(Tensor scaled, UnitBox box, ActionRows actions)
    {
        var host = MemoryMarshal.Cast<byte, float>(scaled.cpu().contiguous().bytes);
        for (var index = 0; index < actions.Vectors.Length; index++)
        {
            box.Write(actions, index, host[index]);
        }
    }

    private Tensor Draw(int rows, ref Xoshiro256 random)
    {
        var noise = zeros([rows, _dimension], dtype: ScalarType.Float32);
        foreach (ref var value in MemoryMarshal.Cast<byte, float>(noise.bytes))
        {
            value = (float)random.NextGaussian();
        }

        return noise.to(_device);
    }
}
