using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>tanh of a normal of mean 0 and one standard deviation for all coordinates, in every state.</summary>
/// <remarks>Owns a tensor. Create it outside any dispose scope.</remarks>
internal sealed class GaussianDensity : IDensityPolicy
{
    private readonly Tensor _logScale;

    public GaussianDensity(double scale, int dimension, Device device)
    {
        using var scope = NewDisposeScope();
        _logScale = full([dimension], Math.Log(scale), dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
    }

    public Tensor LogDensity(Tensor observations, Tensor unsquashed)
    {
        using var scope = NewDisposeScope();
        return SquashedGaussianPolicies.LogProbability(unsquashed, zeros_like(unsquashed), _logScale).MoveToOuterDisposeScope();
    }

    public void Dispose() => _logScale.Dispose();
}
