using SoftRL.Environments;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SoftRL.Training;

/// <summary>A torso and one linear output layer whose columns the agent names: the logits and the value of an actor-critic, or one Q per action.</summary>
/// <remarks>
/// One output layer instead of one per head halves the tensor calls of acting; the gradients are those of separate layers. Weights are orthogonal (gain √2
/// before ReLU, 5/3 before tanh; output columns take the gains they are given), biases zero, drawn from the generator passed in. Owns its parameters.
/// Create it outside any dispose scope.
/// </remarks>
public sealed class FeedForwardNetwork : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor>[] _convolutions;
    private readonly Module<Tensor, Tensor>[] _hidden;
    private readonly Linear _output;

    /// <summary>Builds the network and draws its weights.</summary>
    /// <param name="shape">Torso, observation shape and outputs.</param>
    /// <param name="outputGains">Gain of each output column's initial weights, length <see cref="NetworkShape.Outputs"/>.</param>
    /// <param name="random">Source of the initial weights; advanced.</param>
    /// <param name="device">Where the parameters live.</param>
    public FeedForwardNetwork(NetworkShape shape, ReadOnlySpan<double> outputGains, ref Xoshiro256 random, Device device)
        : base(nameof(FeedForwardNetwork))
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (outputGains.Length != shape.Outputs)
        {
            throw new ArgumentException($"outputGains has {outputGains.Length} entries; {shape.Outputs} are needed.", nameof(outputGains));
        }

        Shape = shape;
        var channels = shape.Observation[0];
        (_convolutions, var features) = shape.Torso switch
        {
            TorsoKind.MinAtar => ([Conv2d(channels, 16, 3)], 16 * 8 * 8),
            TorsoKind.Nature => ([Conv2d(channels, 32, 8, stride: 4), Conv2d(32, 64, 4, stride: 2), Conv2d(64, 64, 3)], 64 * 7 * 7),
            _ => (Array.Empty<Module<Tensor, Tensor>>(), shape.Observation.Aggregate(1, (product, size) => product * size)),
        };
        _hidden = new Module<Tensor, Tensor>[shape.Widths.Count];
        for (var layer = 0; layer < _hidden.Length; layer++)
        {
            _hidden[layer] = Linear(features, shape.Widths[layer]);
            features = shape.Widths[layer];
        }

        _output = Linear(features, shape.Outputs);
        Register();
        Initialise(outputGains, ref random);
        this.to(device);
    }

    /// <summary>What the network looks like.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Runs the network.</summary>
    /// <param name="input">Observations <c>[B, …]</c>, float32 or uint8. Borrowed.</param>
    /// <returns>Outputs <c>[B, Outputs]</c>, owned by the caller's scope.</returns>
    public override Tensor forward(Tensor input)
    {
        var features = Shape.Bytes ? input.to(ScalarType.Float32).div(255.0) : input;
        // In place: no layer's backward pass needs what it gave, only what it read, and half the memory is touched.
        foreach (var convolution in _convolutions)
        {
            features = functional.relu(convolution.call(features), inplace: true);
        }

        if (features.ndim > 2)
        {
            features = features.flatten(1);
        }

        foreach (var layer in _hidden)
        {
            features = Shape.Rectified ? functional.relu(layer.call(features), inplace: true) : functional.tanh(layer.call(features), inplace: true);
        }

        return _output.call(features);
    }

    private void Register()
    {
        for (var index = 0; index < _convolutions.Length; index++)
        {
            register_module($"convolution{index + 1}", _convolutions[index]);
        }

        for (var index = 0; index < _hidden.Length; index++)
        {
            register_module($"hidden{index + 1}", _hidden[index]);
        }

        register_module("output", _output);
    }

    private void Initialise(ReadOnlySpan<double> outputGains, ref Xoshiro256 random)
    {
        var gain = Shape.Rectified ? Math.Sqrt(2) : 5.0 / 3;
        foreach (var (name, parameter) in named_parameters())
        {
            if (parameter.ndim == 1)
            {
                Orthogonal.Zero(parameter);
            }
            else if (name.StartsWith("output", StringComparison.Ordinal))
            {
                Orthogonal.FillRows(parameter, outputGains, ref random);
            }
            else
            {
                Orthogonal.Fill(parameter, gain, ref random);
            }
        }
    }
}
