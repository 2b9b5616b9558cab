using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>What critics of real-valued actions read: the flattened observation, images divided by 255, and the action.</summary>
internal sealed class ActionInputs(ObservationSpace observation, int actions)
{
    private readonly bool _bytes = observation.ElementType == ElementType.UInt8;

    /// <summary>The critics' shape: one Q.</summary>
    public NetworkShape Shape(IReadOnlyList<int> hidden, Activation activation)
        => NetworkShape.For(TorsoKind.Mlp, ObservationSpace.Uniform([observation.Size + actions]), hidden, 1, activation);

    /// <summary>The observations' part, <c>[B, D]</c>.</summary>
    public Tensor Features(Tensor observations)
    {
        var flat = observations.ndim > 2 ? observations.flatten(1) : observations;
        return _bytes ? flat.to(ScalarType.Float32).div(255.0) : flat;
    }
}
