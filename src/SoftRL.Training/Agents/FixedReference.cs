using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>A reference policy that is the same in every state: uniform, counting measure, a fixed distribution, or a mask.</summary>
public sealed class FixedReference : IReferencePolicy
{
    private readonly Tensor? _logProbabilities;

    private FixedReference(Tensor? logProbabilities)
    {
        _logProbabilities = logProbabilities;
        if (logProbabilities is null)
        {
            return;
        }

        using var scope = NewDisposeScope();
        var masked = logProbabilities.isinf();
        if (masked.any().cpu().item<bool>())
        {
            Mask = zeros_like(logProbabilities).masked_fill_(masked, double.NegativeInfinity).DetachFromDisposeScope();
        }
    }

    /// <summary>The counting measure: KL becomes minus the entropy, the entropy convention.</summary>
    public static FixedReference CountingMeasure() => new(null);

    /// <summary>A distribution.</summary>
    /// <param name="logProbabilities">ln π̄, float32 <c>[A]</c>, −∞ for masked actions, normalised. Copied.</param>
    /// <param name="device">The agent's device.</param>
    /// <returns>The reference, owned by the caller.</returns>
    public static FixedReference From(Tensor logProbabilities, Device device)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        using var scope = NewDisposeScope();
        return new FixedReference(logProbabilities.detach().clone().to(device).DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public Tensor? Mask { get; }

    /// <inheritdoc/>
    public Tensor? LogProbabilities(Tensor observations) => _logProbabilities;

    /// <inheritdoc/>
    public void Dispose()
    {
        _logProbabilities?.Dispose();
        Mask?.Dispose();
    }
}
