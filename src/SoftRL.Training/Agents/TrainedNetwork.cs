using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>A network, its flat parameters and its optimiser: one owner, one place to step, save and load.</summary>
public sealed class TrainedNetwork : IDisposable
{
    private readonly IFlatOptimizer _optimizer;
    private readonly OptimizerSettings _settings;

    /// <summary>Takes ownership of a network and prepares it for training.</summary>
    /// <param name="network">The network; owned from here on.</param>
    /// <param name="settings">How to optimise it.</param>
    public TrainedNetwork(nn.Module<Tensor, Tensor> network, OptimizerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(settings);
        (Network, _settings) = (network, settings);
        Parameters = new FlatParameters(network);
        _optimizer = settings.Create(Parameters);
    }

    /// <summary>The network.</summary>
    public nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>Its parameters.</summary>
    public FlatParameters Parameters { get; }

    /// <summary>Euclidean norm of the last gradient before clipping; reads the device when it is not the CPU.</summary>
    public double LastGradientNorm => _optimizer.LastGradientNorm;

    /// <summary>Takes one optimiser step against the gradient of a loss.</summary>
    /// <param name="loss">A scalar that depends on the network's parameters. Borrowed.</param>
    /// <param name="step">Environment steps so far; the learning-rate schedule reads it.</param>
    /// <returns>The learning rate used.</returns>
    public double Minimise(Tensor loss, long step)
    {
        Differentiate(loss);
        return Step(step);
    }

    /// <summary>Replaces the gradients by those of a loss.</summary>
    /// <param name="loss">A scalar that depends on the network's parameters. Borrowed.</param>
    public void Differentiate(Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Parameters.ZeroGradients();
        loss.backward();
    }

    /// <summary>Takes one optimiser step against the gradients as they stand.</summary>
    /// <param name="step">Environment steps so far; the learning-rate schedule reads it.</param>
    /// <returns>The learning rate used.</returns>
    public double Step(long step)
    {
        var learningRate = _settings.LearningRate.At(step, _settings.RunSteps);
        _optimizer.Step(learningRate, _settings.MaxGradientNorm);
        return learningRate;
    }

    /// <summary>Writes parameters and optimiser state.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    /// <param name="name">Distinguishes several networks of one agent.</param>
    public void Save(CheckpointWriter writer, string name = "model")
    {
        using var scope = NewDisposeScope();
        TensorParts.Write(writer, $"{name}.safetensors", Named(Parameters), new Dictionary<string, string> { ["format"] = "pt" });
        TensorParts.Write(
            writer, $"{name}.optimizer.safetensors", _optimizer.State, new Dictionary<string, string> { ["steps"] = _optimizer.Steps.ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">A checkpoint of the same architecture. Borrowed.</param>
    /// <param name="name">As given to <see cref="Save"/>.</param>
    public void Load(Checkpoint checkpoint, string name = "model")
    {
        using var scope = NewDisposeScope();
        TensorParts.Read(checkpoint, $"{name}.safetensors", Named(Parameters));
        var metadata = TensorParts.Read(checkpoint, $"{name}.optimizer.safetensors", _optimizer.State);
        _optimizer.Steps = long.Parse(metadata["steps"], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        Network.Dispose();
        Parameters.Dispose();
    }

    // Views of the flat vector under the network's own names, so that Python reads ordinary weights.
    private static List<(string Name, Tensor State)> Named(FlatParameters parameters)
    {
        var views = new List<(string, Tensor)>();
        long offset = 0;
        foreach (var (name, shape) in parameters.Names)
        {
            var length = shape.Aggregate(1L, (product, size) => product * size);
            views.Add((name, parameters.Values.narrow(0, offset, length).view(shape)));
            offset += length;
        }

        return views;
    }
}
