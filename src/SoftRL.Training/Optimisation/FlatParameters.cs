using SoftRL.Core;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>
/// The parameters of a network as one contiguous vector, of which the network's own tensors are views; likewise their gradients. An optimiser step, a
/// norm, a clip or a target update is then a handful of operations however many layers there are.
/// </summary>
/// <remarks>
/// Matrices, <c>[out, in]</c>, lie column by column in the vectors: a batch times the transpose of such a matrix is what BLAS multiplies fastest, above all small batches. Everything
/// else lies row by row, and so does all of it in files. Owns the two vectors. Create it outside any dispose scope, after the network is on its device, and dispose it after the network.
/// </remarks>
public sealed class FlatParameters : IDisposable
{
    private const string VectorName = "parameters";

    private readonly nn.Module _module;
    private readonly List<Tensor> _gradientViews = [];
    private bool _ownsValues = true;

    /// <summary>Moves the parameters of <paramref name="module"/> into one vector; their values are kept.</summary>
    /// <param name="module">A network with at least one float32 parameter, all on one device. Borrowed.</param>
    /// <exception cref="ArgumentException">There is no parameter, or not all are float32 on one device.</exception>
    public FlatParameters(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _module = module;
        var named = module.named_parameters().ToArray();
        if (named.Length == 0)
        {
            throw new ArgumentException("The module has no parameters.", nameof(module));
        }

        var device = named[0].parameter.device;
        foreach (var (name, parameter) in named)
        {
            if (parameter.dtype != ScalarType.Float32 || parameter.device.ToString() != device.ToString())
            {
                throw new ArgumentException(
                    $"Parameter '{name}' is {parameter.dtype} on {parameter.device}; allowed: Float32 on {device}, like the first one.", nameof(module));
            }
        }

        Names = named.Select(pair => (pair.name, pair.parameter.shape)).ToArray();
        Count = named.Sum(pair => pair.parameter.numel());
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Values = zeros(Count, dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
        Gradients = zeros(Count, dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
        foreach (var ((_, parameter), view, gradient) in named.Zip(Views(Values), Views(Gradients)))
        {
            view.copy_(parameter);
            parameter.set_(view);
            _gradientViews.Add(gradient.DetachFromDisposeScope());
            using (enable_grad())
            {
                parameter.grad = gradient;
            }
        }
    }

    /// <summary>Names and shapes of the parameters in the order in which they lie in the vector.</summary>
    public IReadOnlyList<(string Name, long[] Shape)> Names { get; }

    /// <summary>Number of scalars.</summary>
    public long Count { get; }

    /// <summary>All parameters, float32 <c>[Count]</c>, without gradient. Owned by this object.</summary>
    public Tensor Values { get; private set; }

    /// <summary>All gradients, float32 <c>[Count]</c>; a backward pass adds to it. Owned by this object.</summary>
    public Tensor Gradients { get; }

    /// <summary>The parameters under the network's own names and with its shapes, as views of <see cref="Values"/>; in the caller's scope.</summary>
    /// <returns>One tensor per name.</returns>
    public IReadOnlyList<(string Name, Tensor Values)> Named() => [.. Names.Zip(Views(Values), (name, view) => (name.Name, view))];

    /// <summary>Writes all parameters as one vector.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    /// <param name="part">Name of the part, for example <c>target.safetensors</c>.</param>
    /// <param name="metadata">Free text by key; none when omitted.</param>
    public void Save(CheckpointWriter writer, string part, IReadOnlyDictionary<string, string>? metadata = null)
        => SaveVectors(writer, part, [(VectorName, Values)], metadata ?? new Dictionary<string, string>());

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="checkpoint">A checkpoint of the same architecture. Borrowed.</param>
    /// <param name="part">Name of the part.</param>
    /// <returns>The part's metadata.</returns>
    /// <exception cref="CheckpointException">The checkpoint is of another network.</exception>
    public IReadOnlyDictionary<string, string> Load(Checkpoint checkpoint, string part) => LoadVectors(checkpoint, part, [(VectorName, Values)]);

    /// <summary>Sets every gradient to zero.</summary>
    public void ZeroGradients()
    {
        using var frozen = no_grad();
        Gradients.zero_();
    }

    /// <summary>Copies another network's parameters into this one's (a hard target update).</summary>
    /// <param name="source">Parameters of the same count. Borrowed.</param>
    /// <exception cref="ArgumentException">The counts differ.</exception>
    public void CopyFrom(FlatParameters source)
    {
        RequireSameCount(source);
        using var frozen = no_grad();
        Values.copy_(source.Values);
    }

    /// <summary>Moves towards another network's parameters, θ ← (1 − ρ) θ + ρ θ' (Polyak averaging).</summary>
    /// <param name="source">θ', parameters of the same count. Borrowed.</param>
    /// <param name="rate">ρ, in [0, 1].</param>
    /// <exception cref="ArgumentException">The counts differ, or the rate is out of range.</exception>
    public void Track(FlatParameters source, double rate)
    {
        RequireSameCount(source);
        Require.Within(0, 1, rate);
        using var frozen = no_grad();
        if (Values.device_type == DeviceType.CPU)
        {
            FlatMemory.MoveTowards(FlatMemory.Span(Values), FlatMemory.Span(source.Values), (float)rate);
            return;
        }

        Values.mul_(1 - rate).add_(source.Values, rate);
    }

    /// <summary>Makes another network compute with these parameters, whatever they become, and take no gradient for them: a critic that is differentiated in its input alone.</summary>
    /// <param name="module">A network of the same parameters by name and shape. Borrowed; its own values are lost, and it must not be used after this object is disposed.</param>
    /// <exception cref="ArgumentException">Its parameters are others.</exception>
    public void LendTo(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var parameters = Matching(module, nameof(module));
        foreach (var parameter in parameters)
        {
            parameter.requires_grad = false;
        }

        PutInto(parameters);
    }

    /// <summary>Writes vectors that lie as the parameters do, an optimiser's for example.</summary>
    internal void SaveVectors(CheckpointWriter writer, string part, IReadOnlyList<(string Name, Tensor Vector)> vectors, IReadOnlyDictionary<string, string> metadata)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        TensorParts.Write(writer, part, [.. vectors.Select(pair => (pair.Name, cat([.. Views(pair.Vector).Select(view => view.reshape(-1))])))], metadata);
    }

    /// <summary>Reads what <see cref="SaveVectors"/> wrote.</summary>
    internal IReadOnlyDictionary<string, string> LoadVectors(Checkpoint checkpoint, string part, IReadOnlyList<(string Name, Tensor Vector)> vectors)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var read = vectors.Select(pair => (pair.Name, zeros(Count, dtype: ScalarType.Float32))).ToArray();
        var metadata = TensorParts.Read(checkpoint, part, read);
        foreach (var ((_, vector), (_, rows)) in vectors.Zip(read))
        {
            long offset = 0;
            foreach (var view in Views(vector))
            {
                view.copy_(rows.narrow(0, offset, view.numel()).view(view.shape));
                offset += view.numel();
            }
        }

        return metadata;
    }

    /// <summary>Makes this network compute with another's parameters, whatever they become; its gradients stay its own. Several threads can then differentiate one set of parameters at once.</summary>
    /// <param name="source">Parameters of the same names and shapes. Borrowed; must outlive this object.</param>
    /// <exception cref="ArgumentException">Its parameters are others.</exception>
    internal void Share(FlatParameters source)
    {
        source.PutInto(source.Matching(_module, nameof(source)));
        if (_ownsValues)
        {
            Values.Dispose();
        }

        (Values, _ownsValues) = (source.Values, false);
    }

    /// <summary>g ← a g + b g', in one pass.</summary>
    /// <param name="own">a.</param>
    /// <param name="other">Holds g', of the same count. Borrowed.</param>
    /// <param name="weight">b.</param>
    internal void BlendGradients(double own, FlatParameters other, double weight)
    {
        using var frozen = no_grad();
        if (Gradients.device_type == DeviceType.CPU)
        {
            FlatMemory.Blend(FlatMemory.Span(Gradients), (float)own, FlatMemory.Span(other.Gradients), (float)weight);
            return;
        }

        Gradients.mul_(own).add_(other.Gradients, weight);
    }

    /// <summary>Whether every parameter is a finite number. Reads the device once.</summary>
    public bool AreFinite()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return Values.isfinite().all().item<bool>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var view in _gradientViews)
        {
            view.Dispose();
        }

        if (_ownsValues)
        {
            Values.Dispose();
        }

        Gradients.Dispose();
    }

    private Tensor[] Matching(nn.Module module, string name)
    {
        var named = module.named_parameters().ToArray();
        if (!named.Select(pair => pair.name).SequenceEqual(Names.Select(pair => pair.Name)) || !named.Zip(Names).All(pair => pair.First.parameter.shape.SequenceEqual(pair.Second.Shape)))
        {
            throw new ArgumentException($"{name} has other parameters than these; the same names and shapes are needed.", name);
        }

        return [.. named.Select(pair => pair.parameter)];
    }

    private void PutInto(Tensor[] parameters)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (parameter, view) in parameters.Zip(Views(Values)))
        {
            parameter.set_(view);
        }
    }

    // The parts of a vector that belong to the parameters, in order and with their shapes.
    private List<Tensor> Views(Tensor vector)
    {
        var views = new List<Tensor>();
        long offset = 0;
        foreach (var (_, shape) in Names)
        {
            var length = shape.Aggregate(1L, (product, size) => product * size);
            var part = vector.narrow(0, offset, length);
            views.Add(shape is [var rows, var columns] ? part.view(columns, rows).transpose(0, 1) : part.view(shape));
            offset += length;
        }

        return views;
    }

    private void RequireSameCount(FlatParameters source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Count != Count)
        {
            throw new ArgumentException($"source has {source.Count} parameters; {Count} are needed.", nameof(source));
        }
    }
}
