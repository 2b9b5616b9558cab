using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>What critics of real-valued actions read: the flattened observation, images divided by 255, and the action.</summary>
/// <param name="observation">Observations as the environment gives them.</param>
/// <param name="actions">Coordinates of an action, A.</param>
public sealed class ActionInputs(ObservationSpace observation, int actions)
{
    private readonly bool _bytes = observation.ElementType == ElementType.UInt8;

    /// <summary>The critics' shape: an MLP with one output, Q.</summary>
    /// <param name="hidden">Widths of the hidden layers.</param>
    /// <param name="activation">Their activation.</param>
    /// <returns>The shape.</returns>
    public NetworkShape Shape(IReadOnlyList<int> hidden, Activation activation)
        => NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([observation.Size + actions]), hidden, 1, activation);

    /// <summary>The observations' part.</summary>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <returns>Float32 <c>[B, D]</c>; the argument itself when nothing is to be done, else owned by the caller's scope.</returns>
    public Tensor Features(Tensor observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var flat = observations.ndim > 2 ? observations.flatten(1) : observations;
        return _bytes ? flat.to(ScalarType.Float32).div(255.0) : flat;
    }
}
