using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>A box of actions scaled to [−1, 1]: what networks give and critics read.</summary>
/// <remarks>Owns two tensors unless the box is [−1, 1] itself. Create it outside any dispose scope.</remarks>
internal sealed class UnitBox : IDisposable
{
    private readonly BoxActions _box;
    private readonly float[] _centre;
    private readonly float[] _half;
    private readonly Tensor? _offset;
    private readonly Tensor? _scale;

    public UnitBox(BoxActions box, Device device)
    {
        _box = box;
        _centre = new float[box.Dimension];
        _half = new float[box.Dimension];
        var scale = new float[box.Dimension];
        var offset = new float[box.Dimension];
        for (var i = 0; i < box.Dimension; i++)
        {
            _half[i] = (float)(((double)box.High[i] - box.Low[i]) / 2);
            _centre[i] = (float)(((double)box.High[i] + box.Low[i]) / 2);
            // A coordinate that cannot be chosen is 0 to the networks.
            scale[i] = _half[i] > 0 ? 1 / _half[i] : 0;
            offset[i] = -_centre[i] * scale[i];
        }

        if (scale.Any(factor => factor != 1) || offset.Any(shift => shift != 0))
        {
            using var scope = NewDisposeScope();
            _scale = tensor(scale, device: device).DetachFromDisposeScope();
            _offset = tensor(offset, device: device).DetachFromDisposeScope();
        }
    }

    public int Dimension => _box.Dimension;

    /// <summary>Actions of the environment, <c>[B, A]</c>, scaled to [−1, 1].</summary>
    public Tensor Scaled(Tensor actions) => _scale is null ? actions : addcmul(_offset!, actions, _scale, 1);

    /// <summary>Writes one coordinate of an action, clipped to the box.</summary>
    /// <param name="actions">Where to.</param>
    /// <param name="index">Row · A + coordinate.</param>
    /// <param name="scaled">The coordinate in [−1, 1]; beyond, it is clipped.</param>
    /// <exception cref="DivergedException">It is not a number.</exception>
    public void Write(ActionRows actions, int index, double scaled)
    {
        if (double.IsNaN(scaled))
        {
            throw new DivergedException($"Action {index} of the policy is not a number; the parameters have diverged.");
        }

        var i = index % Dimension;
        actions.Vectors[index] = (float)Math.Clamp(_centre[i] + (_half[i] * scaled), _box.Low[i], _box.High[i]);
    }

    /// <summary>Draws actions uniformly from the box.</summary>
    public void WriteRandom(ref Xoshiro256 random, ActionRows actions)
    {
        for (var index = 0; index < actions.Vectors.Length; index++)
        {
            Write(actions, index, (2 * random.NextDouble()) - 1);
        }
    }

    public void Dispose()
    {
        _offset?.Dispose();
        _scale?.Dispose();
    }
}
