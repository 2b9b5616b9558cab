using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>A network, its flat parameters and its optimiser: one owner, one place to step, save and load. Where several threads share a minibatch, each has a copy of the network.</summary>
public sealed class TrainedNetwork : IDisposable
{
    private readonly IFlatOptimizer _optimizer;
    private readonly OptimizerSettings _settings;
    private readonly MinibatchShards? _shards;
    private readonly HostForward? _host;
    private readonly (nn.Module<Tensor, Tensor> Network, FlatParameters Parameters)[] _copies = [];

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
        _host = HostForward.For(network, Parameters);
    }

    /// <summary>Takes ownership of a network that is trained by minibatches, and makes a copy for every shard but the first, which has the network itself.</summary>
    /// <param name="network">The network; owned from here on.</param>
    /// <param name="settings">How to optimise it.</param>
    /// <param name="shards">Who shares the minibatches; null for one thread alone. Borrowed.</param>
    /// <param name="copy">Makes a network of the same architecture, which is owned from here on; its weights are replaced.</param>
    public TrainedNetwork(nn.Module<Tensor, Tensor> network, OptimizerSettings settings, MinibatchShards? shards, Func<nn.Module<Tensor, Tensor>> copy)
        : this(network, settings)
    {
        ArgumentNullException.ThrowIfNull(copy);
        _shards = shards;
        _copies = new (nn.Module<Tensor, Tensor>, FlatParameters)[(shards?.Count ?? 1) - 1];
        for (var index = 0; index < _copies.Length; index++)
        {
            var other = copy();
            _copies[index] = (other, new FlatParameters(other));
            _copies[index].Parameters.Share(Parameters);
        }
    }

    /// <summary>The network.</summary>
    public nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>Its parameters.</summary>
    public FlatParameters Parameters { get; }

    /// <summary>Euclidean norm of the last gradient before clipping; reads the device when it is not the CPU.</summary>
    public double LastGradientNorm => _optimizer.LastGradientNorm;

    /// <summary>The copy of the network that a shard differentiates; it computes with the parameters of all.</summary>
    /// <param name="shard">The shard's number; the first has the network itself.</param>
    /// <returns>The network, owned by this object.</returns>
    public nn.Module<Tensor, Tensor> NetworkOf(int shard) => shard == 0 ? Network : _copies[shard - 1].Network;

    /// <summary>What the network gives for a batch, without gradient, in the host's memory: for acting. One thread at a time.</summary>
    /// <remarks>Few rows on the CPU are computed without LibTorch; the outputs are those of <see cref="Network"/> up to rounding.</remarks>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <returns>The outputs, row by row; valid until the next call and within the caller's dispose scope.</returns>
    public ReadOnlySpan<float> Evaluate(Tensor observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        if (_host is not null && _host.Takes(observations))
        {
            return _host.Run(observations);
        }

        using var frozen = no_grad();
        return FlatMemory.Span(Network.call(observations).cpu());
    }

    /// <summary>One column of what the network gives for a batch, without gradient: the value of an actor-critic. One thread at a time.</summary>
    /// <param name="observations"><c>[B, …]</c>. Borrowed.</param>
    /// <param name="column">Which output.</param>
    /// <returns><c>[B]</c> on the network's device, owned by the caller's scope.</returns>
    public Tensor EvaluateColumn(Tensor observations, int column)
    {
        ArgumentNullException.ThrowIfNull(observations);
        if (_host is not null && _host.Takes(observations))
        {
            return _host.Outputs(observations).select(1, column);
        }

        using var frozen = no_grad();
        return Network.call(observations).select(1, column);
    }

    /// <summary>Takes one optimiser step against the gradient of a loss over a whole minibatch.</summary>
    /// <param name="loss">A scalar that depends on the network's parameters. Borrowed.</param>
    /// <param name="step">Environment steps so far; the learning-rate schedule reads it.</param>
    /// <returns>The learning rate used.</returns>
    /// <exception cref="InvalidOperationException">Several shards share the minibatches.</exception>
    public double Minimise(Tensor loss, long step)
    {
        if (_copies.Length > 0)
        {
            throw new InvalidOperationException($"{_copies.Length + 1} shards share the minibatches; each differentiates, then one step is taken.");
        }

        Differentiate(loss);
        return Step(step);
    }

    /// <summary>Replaces the gradients by those of a loss.</summary>
    /// <param name="loss">A scalar that depends on the parameters of the network. Borrowed.</param>
    /// <param name="shard">Whose copy of the network it depends on, and whose gradients these are; the first's unless given.</param>
    public void Differentiate(Tensor loss, int shard = 0)
    {
        ArgumentNullException.ThrowIfNull(loss);
        (shard == 0 ? Parameters : _copies[shard - 1].Parameters).ZeroGradients();
        loss.backward();
    }

    /// <summary>Takes one optimiser step against the gradients as they stand; those of several shards are first added in order, weighted by their shares.</summary>
    /// <param name="step">Environment steps so far; the learning-rate schedule reads it.</param>
    /// <returns>The learning rate used.</returns>
    public double Step(long step)
    {
        for (var index = 0; index < _copies.Length; index++)
        {
            Parameters.BlendGradients(index == 0 ? _shards!.Share(0) : 1, _copies[index].Parameters, _shards!.Share(index + 1));
        }

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
        TensorParts.Write(writer, $"{name}.safetensors", [.. Parameters.Named().Select(pair => (pair.Name, pair.Values.contiguous()))], new Dictionary<string, string> { ["format"] = "pt" });
        Parameters.SaveVectors(
            writer, $"{name}.optimizer.safetensors", _optimizer.State, new Dictionary<string, string> { ["steps"] = _optimizer.Steps.ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">A checkpoint of the same architecture. Borrowed.</param>
    /// <param name="name">As given to <see cref="Save"/>.</param>
    public void Load(Checkpoint checkpoint, string name = "model")
    {
        using var scope = NewDisposeScope();
        TensorParts.Read(checkpoint, $"{name}.safetensors", Parameters.Named());
        var metadata = Parameters.LoadVectors(checkpoint, $"{name}.optimizer.safetensors", _optimizer.State);
        _optimizer.Steps = long.Parse(metadata["steps"], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        foreach (var (network, parameters) in _copies)
        {
            network.Dispose();
            parameters.Dispose();
        }

        Network.Dispose();
        Parameters.Dispose();
    }
}
