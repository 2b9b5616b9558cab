using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>A box of actions scaled to [−1, 1]: what networks give and critics read.</summary>
/// <remarks>Owns two tensors unless the box is [−1, 1] itself. Create it outside any dispose scope.</remarks>
public sealed class UnitBox : IDisposable
{
    private readonly BoxActions _box;
    private readonly float[] _centre;
    private readonly float[] _half;
    private readonly Tensor? _offset;
    private readonly Tensor? _scale;

    /// <summary>Reads the bounds of a box.</summary>
    /// <param name="box">The environment's actions.</param>
    /// <param name="device">Where the learner's tensors are.</param>
    public UnitBox(BoxActions box, Device device)
    {
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(device);
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

    /// <summary>Coordinates of an action, A.</summary>
    public int Dimension => _box.Dimension;

    /// <summary>Scales actions of the environment to [−1, 1].</summary>
    /// <param name="actions">Float32 <c>[B, A]</c>. Borrowed.</param>
    /// <returns>Like <paramref name="actions"/>; a coordinate that cannot be chosen is 0. The argument itself when the box is [−1, 1], else owned by the caller's scope.</returns>
    public Tensor Scaled(Tensor actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        return _scale is null ? actions : addcmul(_offset!, actions, _scale, 1);
    }

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
    /// <param name="random">Advanced by one number per coordinate.</param>
    /// <param name="actions">Where to.</param>
    public void WriteRandom(ref Xoshiro256 random, ActionRows actions)
    {
        for (var index = 0; index < actions.Vectors.Length; index++)
        {
            Write(actions, index, (2 * random.NextDouble()) - 1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _offset?.Dispose();
        _scale?.Dispose();
    }
}
