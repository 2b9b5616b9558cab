using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ;

/// <summary>Draws the actions over which the soft value is summed, M for each of B states, and knows their density.</summary>
/// <remarks>Owns its noise. Create it outside any dispose scope.</remarks>
internal sealed class ValueProposals : IDisposable
{
    // The largest float32 below 1: atanh of it is finite.
    private const double Inside = 1 - (1.0 / (1 << 24));

    private readonly SamplingNetwork _sampler;
    private readonly GaussianNoise _noise;
    private readonly GaussianNoise? _centres;
    private readonly double _minBandwidth;
    private readonly int _batch;
    private readonly int _near;
    private readonly int _uniform;
    private readonly int _dimension;

    public ValueProposals(ProposalKind kind, int batch, int count, int dimension, double minBandwidth, SamplingNetwork sampler, Device device)
    {
        (_batch, _dimension, _minBandwidth, _sampler) = (batch, dimension, minBandwidth, sampler);
        _near = kind == ProposalKind.Mixture ? count / 2 : 0;
        _uniform = count - _near;
        _noise = new GaussianNoise(batch, count * dimension, device);
        _centres = _near > 0 ? new GaussianNoise(batch * _near, dimension, device) : null;
    }

    /// <summary>Draws. Run it under <c>no_grad()</c>.</summary>
    /// <param name="features">Flattened observations, <c>[B, D]</c>.</param>
    /// <param name="random">Advanced.</param>
    /// <returns>u before tanh, <c>[B, M, A]</c>, and ln of the density of a = tanh u on [−1, 1]^A, <c>[B, M]</c>.</returns>
    public (Tensor Unsquashed, Tensor LogDensity) Draw(Tensor features, ref Xoshiro256 random)
    {
        var noise = _noise.Next(ref random).view(_batch, _uniform + _near, _dimension);
        // erf(x/√2) of a standard normal is uniform on [−1, 1].
        var unsquashed = noise.narrow(1, 0, _uniform).div(Math.Sqrt(2)).erf().clamp(-Inside, Inside).atanh();
        var logUniform = -_dimension * Math.Log(2);
        if (_near == 0)
        {
            return (unsquashed, features.new_full([_batch, _uniform], logUniform));
        }

        // Each of the others stands near a particle of its own; their density is that of all of these places together.
        var centres = _sampler.Unsquashed(features.repeat_interleave(_near, 0), _centres!.Next(ref random)).view(_batch, _near, _dimension);
        var bandwidths = RbfKernel.MedianBandwidth(RbfKernel.SquaredDistances(centres, centres), _minBandwidth);
        var scale = bandwidths.div(2).sqrt().view(-1, 1, 1);
        unsquashed = cat([unsquashed, centres.addcmul(scale, noise.narrow(1, _uniform, _near), 1)], 1);
        var count = _uniform + _near;
        var logNear = Near(unsquashed, centres, scale.log());
        var logDensity = logNear.add(Math.Log((double)_near / count)).logaddexp(full_like(logNear, logUniform + Math.Log((double)_uniform / count)));
        return (unsquashed, logDensity);
    }

    public void Dispose()
    {
        _noise.Dispose();
        _centres?.Dispose();
    }

    // ln of the mean over centres of the densities of tanh of normals around them, at every point.
    private Tensor Near(Tensor points, Tensor centres, Tensor logScale)
    {
        var shape = new[] { _batch, points.size(1), _near, _dimension };
        var logDensity = SquashedGaussianPolicies.LogProbability(
            points.unsqueeze(2).expand(shape).reshape(-1, _dimension),
            centres.unsqueeze(1).expand(shape).reshape(-1, _dimension),
            logScale.unsqueeze(1).expand(shape).reshape(-1, _dimension));
        return logDensity.view(_batch, points.size(1), _near).logsumexp(2) - Math.Log(_near);
    }
}
