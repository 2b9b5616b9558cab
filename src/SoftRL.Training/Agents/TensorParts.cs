using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Tensors in and out of the parts of a checkpoint, as safetensors.</summary>
public static class TensorParts
{
    /// <summary>Writes float32 tensors as one part.</summary>
    /// <param name="writer">The checkpoint being written. Borrowed.</param>
    /// <param name="part">Name of the part, for example <c>model.safetensors</c>.</param>
    /// <param name="tensors">Contiguous float32 tensors, names distinct. Borrowed.</param>
    /// <param name="metadata">Free text by key.</param>
    public static void Write(
        CheckpointWriter writer, string part, IReadOnlyList<(string Name, Tensor State)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(tensors);
        using var scope = NewDisposeScope();
        var host = tensors.ToDictionary(pair => pair.Name, pair => pair.State.detach().cpu(), StringComparer.Ordinal);
        SafeTensors.Write(writer.Part(part), Infos(tensors), info => host[info.Name].bytes, metadata);
    }

    /// <summary>Reads what <see cref="Write"/> wrote into tensors that exist already.</summary>
    /// <param name="checkpoint">The checkpoint. Borrowed.</param>
    /// <param name="part">Name of the part.</param>
    /// <param name="tensors">Where to: the same names and shapes as were written. Their values are replaced.</param>
    /// <returns>The part's metadata.</returns>
    /// <exception cref="CheckpointException">A tensor is missing or has another shape: the checkpoint is of another network.</exception>
    public static IReadOnlyDictionary<string, string> Read(
        Checkpoint checkpoint, string part, IReadOnlyList<(string Name, Tensor State)> tensors)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(tensors);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var stream = checkpoint.Open(part);
        var file = SafeTensorsFile.Open(stream);
        foreach (var (name, state) in tensors)
        {
            var expected = new SafeTensorInfo(name, SafeTensorType.F32, state.shape);
            var found = file.Tensors.FirstOrDefault(info => info.Name == name);
            if (found is null || found.Type != SafeTensorType.F32 || !found.Shape.SequenceEqual(expected.Shape))
            {
                throw new CheckpointException(
                    $"'{Path.Combine(checkpoint.Directory, part)}' does not fit this agent: expected {expected}, found {found?.ToString() ?? "nothing of that name"}.");
            }

            var host = zeros(state.shape, dtype: ScalarType.Float32);
            file.Read(name, host.bytes);
            state.copy_(host);
        }

        return file.Metadata;
    }

    private static SafeTensorInfo[] Infos(IReadOnlyList<(string Name, Tensor State)> tensors)
        => [.. tensors.Select(pair => new SafeTensorInfo(pair.Name, SafeTensorType.F32, pair.State.shape))];
}
