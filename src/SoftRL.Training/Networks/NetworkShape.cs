using SoftRL.Core;
using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>What a network has to look like: observation in, columns out.</summary>
public sealed record NetworkShape
{
    private NetworkShape(TorsoKind torso, IReadOnlyList<int> observation, IReadOnlyList<int> hidden, int outputs, bool bytes, bool rectified)
        => (Torso, Observation, Hidden, Outputs, Bytes, Rectified) = (torso, observation, hidden, outputs, bytes, rectified);

    /// <summary>The body; never <see cref="TorsoKind.Auto"/>.</summary>
    public TorsoKind Torso { get; }

    /// <summary>Shape of one observation, without the batch.</summary>
    public IReadOnlyList<int> Observation { get; }

    /// <summary>Widths of the hidden layers of <see cref="TorsoKind.Mlp"/>; unused by the others.</summary>
    public IReadOnlyList<int> Hidden { get; }

    /// <summary>Columns of the output layer.</summary>
    public int Outputs { get; }

    /// <summary>Whether observations are whole numbers 0 … 255 (images), which the network divides by 255.</summary>
    public bool Bytes { get; }

    /// <summary>Whether max(x, 0) follows every layer but the last; otherwise tanh.</summary>
    public bool Rectified { get; }

    /// <summary>Widths of the fully connected layers between the observation, or the convolutions, and the output layer.</summary>
    internal IReadOnlyList<int> Widths => Torso switch
    {
        TorsoKind.MinAtar => [128],
        TorsoKind.Nature => [512],
        _ => Hidden,
    };

    /// <summary>Resolves <see cref="TorsoKind.Auto"/> and checks that the body fits the observation.</summary>
    /// <param name="torso">The body asked for.</param>
    /// <param name="observation">The environment's observation space.</param>
    /// <param name="hidden">Widths of the hidden layers of an MLP, each positive, at least one.</param>
    /// <param name="outputs">Columns of the output layer, positive.</param>
    /// <param name="activation">What lies between the layers of an MLP.</param>
    /// <returns>A shape whose torso is decided.</returns>
    /// <exception cref="ArgumentException">The body does not fit the observation, or a width is not positive.</exception>
    public static NetworkShape For(TorsoKind torso, ObservationSpace observation, IReadOnlyList<int> hidden, int outputs, Activation activation = Activation.Tanh)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        OptionValue.Defined(activation, nameof(activation));
        var shape = observation.Shape.ToArray();
        var chosen = torso == TorsoKind.Auto ? Choose(shape) : torso;
        Check(chosen, shape, hidden);
        var rectified = chosen != TorsoKind.Mlp || activation == Activation.Relu;
        return new NetworkShape(chosen, shape, hidden.ToArray(), outputs, observation.ElementType == ElementType.UInt8, rectified);
    }

    private static TorsoKind Choose(int[] shape) => shape switch
    {
        [_] => TorsoKind.Mlp,
        [_, 10, 10] => TorsoKind.MinAtar,
        [_, 84, 84] => TorsoKind.Nature,
        _ => throw new ArgumentException(
            $"No network is known for observations of shape [{string.Join(", ", shape)}]; allowed: [D], [C, 10, 10], [C, 84, 84], or torso = mlp for any shape.", nameof(shape)),
    };

    private static void Check(TorsoKind torso, int[] shape, IReadOnlyList<int> hidden)
    {
        var fits = torso switch
        {
            TorsoKind.Mlp => true,
            TorsoKind.MinAtar => shape is [_, 10, 10],
            TorsoKind.Nature => shape is [_, 84, 84],
            _ => throw new ArgumentOutOfRangeException(nameof(torso), torso, "allowed: Auto, Mlp, MinAtar, Nature"),
        };
        if (!fits)
        {
            throw new ArgumentException($"The torso {torso} does not fit observations of shape [{string.Join(", ", shape)}].", nameof(torso));
        }

        if (torso == TorsoKind.Mlp && (hidden.Count == 0 || hidden.Any(width => width <= 0)))
        {
            throw new ArgumentException($"hidden is [{string.Join(", ", hidden)}]; an MLP needs at least one hidden layer, each of positive width.", nameof(hidden));
        }
    }
}
