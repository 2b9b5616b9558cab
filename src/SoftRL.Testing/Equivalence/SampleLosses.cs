using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Turns a user's loss of samples into its exact expectation.</summary>
internal static class SampleLosses
{
    internal static Tensor Expected(Func<EquivalenceSamples, Tensor> loss, EquivalenceSamples samples, Tensor weights)
    {
        var count = weights.size(0);
        var result = loss(samples) ?? throw new ArgumentException("loss returned null.", nameof(loss));
        if (result.dim() == 1 && result.size(0) == count)
        {
            return weights.dot(result.to(ScalarType.Float64));
        }

        if (result.numel() != 1 || result.dim() > 1)
        {
            throw new ArgumentException($"loss must return one number per sample, [{count}], or their mean, []; it returned [{string.Join(", ", result.shape)}].", nameof(loss));
        }

        if (count > GradientEquivalence.MaxSingleCalls)
        {
            throw new ArgumentException($"loss returns a single number, so it would be called for each of {count} samples; at most {GradientEquivalence.MaxSingleCalls} are allowed. Return one number per sample, or take fewer steps or observations.", nameof(loss));
        }

        // A mean cannot be re-weighted: ask for it one sample at a time.
        var sum = weights.new_zeros(1).squeeze(0);
        for (var i = 0L; i < count; i++)
        {
            sum = sum + (weights[i] * loss(samples.Only(i)).reshape(1).squeeze(0));
        }

        return sum;
    }
}
