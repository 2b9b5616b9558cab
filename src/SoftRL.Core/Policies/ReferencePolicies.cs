using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>
/// Reference policies π̄ as log-probabilities: <c>[A]</c> for one that is the same in every state, <c>[B, A]</c> for one per
/// state. −∞ masks an action. Wherever an argument is called <c>logPrior</c>, null is the counting measure (entropy convention).
/// </summary>
/// <remarks>Equation BP-5 of docs/math/boltzmann-policies.md.</remarks>
public static class ReferencePolicies
{
    // Row sums of probabilities are checked to this; float32 rounding over a thousand actions stays below it.
    private const double Tolerance = 1e-4;

    /// <summary>The uniform distribution, <c>ln π̄(a) = −ln A</c>.</summary>
    /// <param name="actions">A, at least 1.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <param name="device">Where the tensor lives; the CPU when omitted.</param>
    /// <returns>ln π̄, <c>[A]</c>, nats; owned by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="actions"/> is below 1, or <paramref name="dtype"/> is neither Float32 nor Float64.</exception>
    public static Tensor Uniform(long actions, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        Require.Positive(actions);
        return full([actions], -Math.Log(actions), FloatType(dtype), device ?? CPU);
    }

    /// <summary>A distribution given by its probabilities.</summary>
    /// <param name="probabilities">π̄, float <c>[A]</c> or <c>[B, A]</c>, not negative, each row summing to 1 within 1e-4; zero
    /// masks an action. Borrowed.</param>
    /// <returns>ln π̄ with the rows renormalised, of the same shape, dtype and device; owned by the caller.</returns>
    /// <exception cref="ArgumentException">Wrong rank or dtype, or the values are not distributions.</exception>
    /// <remarks>Reads values back from the device: build it once, not in an update.</remarks>
    public static Tensor FromProbabilities(Tensor probabilities)
    {
        Rows(probabilities, nameof(probabilities));
        using var scope = NewDisposeScope();
        var total = probabilities.sum([-1], keepdim: true);
        var valid = probabilities.ge(0).all().logical_and((total - 1).abs().le(Tolerance).all());
        return valid.item<bool>()
            ? (probabilities / total).log().MoveToOuterDisposeScope()
            : throw new ArgumentException("probabilities must not be negative and each row must sum to 1.", nameof(probabilities));
    }

    /// <summary>A distribution given by its log-probabilities, checked to be normalised.</summary>
    /// <param name="logProbabilities">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats; −∞ masks an action; the exponentials of each
    /// row sum to 1 within 1e-4. Borrowed.</param>
    /// <returns>ln π̄ renormalised, of the same shape, dtype and device; owned by the caller.</returns>
    /// <exception cref="ArgumentException">Wrong rank or dtype, or the rows are not normalised.</exception>
    /// <remarks>Reads values back from the device: build it once, not in an update; see <see cref="FromLogits"/>.</remarks>
    public static Tensor FromLogProbabilities(Tensor logProbabilities)
    {
        Rows(logProbabilities, nameof(logProbabilities));
        using var scope = NewDisposeScope();
        var total = logProbabilities.logsumexp(-1, keepdim: true);
        return total.abs().le(Tolerance).all().item<bool>()
            ? (logProbabilities - total).MoveToOuterDisposeScope()
            : throw new ArgumentException("the exponentials of each row of logProbabilities must sum to 1.", nameof(logProbabilities));
    }

    /// <summary>The distribution with these unnormalised log-weights, for instance the output of a frozen network.</summary>
    /// <param name="logits">Log-weights, float <c>[A]</c> or <c>[B, A]</c>, nats up to a constant per row; −∞ masks an action, at
    /// least one per row is not masked. Borrowed.</param>
    /// <returns>ln π̄, of the same shape, dtype and device, differentiable; owned by the caller.</returns>
    /// <exception cref="ArgumentException">Wrong rank or dtype.</exception>
    /// <remarks>Reads no values, so it may run in every update.</remarks>
    public static Tensor FromLogits(Tensor logits)
    {
        Rows(logits, nameof(logits));
        return logits.log_softmax(-1);
    }

    /// <summary>The uniform distribution over the allowed actions.</summary>
    /// <param name="mask">True where an action is allowed, bool <c>[A]</c> or <c>[B, A]</c>, at least one per row. Borrowed.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <returns>ln π̄, of the shape and device of <paramref name="mask"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">Wrong rank or dtype, or a row allows nothing.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dtype"/> is neither Float32 nor Float64.</exception>
    /// <remarks>Reads values back from the device; for masks that change with the state, <see cref="Restrict"/> does not.</remarks>
    public static Tensor FromMask(Tensor mask, ScalarType dtype = ScalarType.Float32)
    {
        Mask(mask, nameof(mask));
        FloatType(dtype);
        using var scope = NewDisposeScope();
        if (!mask.any(-1).all().item<bool>())
        {
            throw new ArgumentException("mask must allow at least one action in every row.", nameof(mask));
        }

        return mask.to(dtype).log().log_softmax(-1).MoveToOuterDisposeScope();
    }

    /// <summary>A reference policy restricted to the allowed actions and renormalised.</summary>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats. Borrowed.</param>
    /// <param name="mask">True where an action is allowed, bool <c>[A]</c> or <c>[B, A]</c>; each row allows at least one action
    /// that π̄ allows. Borrowed.</param>
    /// <returns>ln π̄, of the broadcast shape; owned by the caller.</returns>
    /// <exception cref="ArgumentException">Wrong rank or dtype, shapes that do not fit, or different devices.</exception>
    /// <remarks>Reads no values, so it may run at every step. A row that allows nothing gives values that are not numbers.</remarks>
    public static Tensor Restrict(Tensor logPrior, Tensor mask)
    {
        Rows(logPrior, nameof(logPrior));
        Mask(mask, nameof(mask));
        Require.SameDevice(mask, logPrior);
        var sameRow = mask.size(-1) == logPrior.size(-1);
        var sameBatch = mask.dim() == 1 || logPrior.dim() == 1 || mask.size(0) == logPrior.size(0);
        if (!sameRow || !sameBatch)
        {
            throw new ArgumentException(
                $"mask [{string.Join(", ", mask.shape)}] does not fit logPrior [{string.Join(", ", logPrior.shape)}].", nameof(mask));
        }

        using var scope = NewDisposeScope();
        return logPrior.masked_fill(mask.logical_not(), double.NegativeInfinity).log_softmax(-1).MoveToOuterDisposeScope();
    }

    private static void Rows(Tensor tensor, string name)
    {
        Require.Float(tensor, name);
        RowShape(tensor, name);
    }

    private static void Mask(Tensor mask, string name)
    {
        ArgumentNullException.ThrowIfNull(mask, name);
        RowShape(mask, name);
        if (mask.dtype != ScalarType.Bool)
        {
            throw new ArgumentException($"{name} must be a bool tensor; it is {mask.dtype}.", name);
        }
    }

    private static void RowShape(Tensor tensor, string name)
    {
        if (tensor.dim() is not (1 or 2) || tensor.size(-1) == 0)
        {
            throw new ArgumentException($"{name} must be [A] or [B, A]; it is [{string.Join(", ", tensor.shape)}].", name);
        }
    }

    private static ScalarType FloatType(ScalarType dtype) => dtype is ScalarType.Float32 or ScalarType.Float64
        ? dtype
        : throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "dtype must be Float32 or Float64.");
}
