using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace SoftRL.Core;

public static partial class Require
{
    /// <summary>A float32 or float64 tensor of any shape.</summary>
    /// <param name="tensor">The argument. Borrowed.</param>
    /// <param name="name">The name the exception carries; the argument's own text when omitted.</param>
    /// <returns><paramref name="tensor"/> itself.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentException">The dtype is neither float32 nor float64.</exception>
    public static Tensor Float([NotNull] Tensor? tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        return tensor.dtype is ScalarType.Float32 or ScalarType.Float64
            ? tensor
            : throw Refused(name, tensor, "a float32 or float64 tensor");
    }

    /// <summary>A float vector, <c>[B]</c>.</summary>
    /// <inheritdoc cref="Float"/>
    /// <exception cref="ArgumentException">The rank is not 1, or the dtype neither float32 nor float64.</exception>
    public static Tensor FloatVector([NotNull] Tensor? tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null) =>
        FloatRank(1, tensor, name);

    /// <summary>A float matrix with at least one column, <c>[B, A]</c> or <c>[T, N]</c>.</summary>
    /// <inheritdoc cref="Float"/>
    /// <exception cref="ArgumentException">The rank is not 2, there is no column, or the dtype is neither float32 nor float64.</exception>
    public static Tensor FloatMatrix([NotNull] Tensor? tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        FloatRank(2, tensor, name);
        return tensor.size(1) > 0 ? tensor : throw Refused(name, tensor, "a float matrix with at least one column");
    }

    /// <summary>A float tensor of a given rank.</summary>
    /// <param name="rank">Number of dimensions.</param>
    /// <param name="tensor">The argument. Borrowed.</param>
    /// <param name="name">The name the exception carries; the argument's own text when omitted.</param>
    /// <returns><paramref name="tensor"/> itself.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentException">The rank differs, or the dtype is neither float32 nor float64.</exception>
    public static Tensor FloatRank(int rank, [NotNull] Tensor? tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        Float(tensor, name);
        return tensor.dim() == rank ? tensor : throw Refused(name, tensor, $"a float tensor of rank {rank}");
    }

    /// <summary>An int64 vector, <c>[B]</c>: action indices.</summary>
    /// <inheritdoc cref="Float"/>
    /// <exception cref="ArgumentException">The rank is not 1 or the dtype not int64.</exception>
    public static Tensor Int64Vector([NotNull] Tensor? tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        return tensor.dtype is ScalarType.Int64 && tensor.dim() == 1 ? tensor : throw Refused(name, tensor, "an int64 vector");
    }

    /// <summary>A tensor of exactly this shape, whatever its dtype.</summary>
    /// <param name="tensor">The argument. Borrowed.</param>
    /// <param name="shape">The required shape.</param>
    /// <param name="name">The name the exception carries; the argument's own text when omitted.</param>
    /// <returns><paramref name="tensor"/> itself.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentException">The shape differs.</exception>
    public static Tensor Shape([NotNull] Tensor? tensor, ReadOnlySpan<long> shape, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        return shape.SequenceEqual(tensor.shape) ? tensor : throw Refused(name, tensor, $"a tensor of shape {Text(shape)}");
    }

    /// <summary>A tensor with the shape of another one.</summary>
    /// <param name="tensor">The argument. Borrowed.</param>
    /// <param name="other">The tensor to agree with. Borrowed.</param>
    /// <param name="name">The name the exception carries; the argument's own text when omitted.</param>
    /// <returns><paramref name="tensor"/> itself.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor SameShape([NotNull] Tensor? tensor, [NotNull] Tensor? other, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Shape(tensor, other.shape, name);
    }

    /// <summary>A tensor with the dtype of another one.</summary>
    /// <inheritdoc cref="SameShape"/>
    /// <exception cref="ArgumentException">The dtypes differ.</exception>
    public static Tensor SameDtype([NotNull] Tensor? tensor, [NotNull] Tensor? other, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        ArgumentNullException.ThrowIfNull(other);
        return tensor.dtype == other.dtype ? tensor : throw Refused(name, tensor, $"a {other.dtype} tensor");
    }

    /// <summary>A tensor on the device of another one.</summary>
    /// <inheritdoc cref="SameShape"/>
    /// <exception cref="ArgumentException">The devices differ.</exception>
    public static Tensor SameDevice([NotNull] Tensor? tensor, [NotNull] Tensor? other, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        ArgumentNullException.ThrowIfNull(other);
        return tensor.device_type == other.device_type && tensor.device_index == other.device_index
            ? tensor
            : throw Refused(name, tensor, $"a tensor on {other.device}");
    }

    /// <summary>A tensor with the shape, the dtype and the device of another one.</summary>
    /// <inheritdoc cref="SameShape"/>
    /// <exception cref="ArgumentException">Shape, dtype or device differ.</exception>
    public static Tensor Like([NotNull] Tensor? tensor, [NotNull] Tensor? other, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        SameShape(tensor, other, name);
        SameDtype(tensor, other, name);
        return SameDevice(tensor, other, name);
    }

    /// <summary>A reference policy that fits a matrix of action scores.</summary>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> (every state) or <c>[B, A]</c> (per state), nats; null passes. Borrowed.</param>
    /// <param name="scores">The matrix <c>[B, A]</c> it goes with (Q or a log-policy). Borrowed.</param>
    /// <param name="name">The name the exception carries; the argument's own text when omitted.</param>
    /// <returns><paramref name="logPrior"/> itself.</returns>
    /// <exception cref="ArgumentException">The shape is neither <c>[A]</c> nor <c>[B, A]</c>, or dtype or device differ.</exception>
    public static Tensor? LogPrior(Tensor? logPrior, Tensor scores, [CallerArgumentExpression(nameof(logPrior))] string? name = null) =>
        logPrior is null ? null : SharedOrPerRow(logPrior, scores, name);

    /// <summary>A row shared by a whole batch, <c>[D]</c>, or a row for each element of it, <c>[B, D]</c>.</summary>
    /// <param name="tensor">The argument. Borrowed.</param>
    /// <param name="matrix">The matrix <c>[B, D]</c> it goes with. Borrowed.</param>
    /// <param name="name">The name the exception carries; the argument's own text when omitted.</param>
    /// <returns><paramref name="tensor"/> itself.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentException">The shape is neither <c>[D]</c> nor <c>[B, D]</c>, or dtype or device differ.</exception>
    public static Tensor SharedOrPerRow([NotNull] Tensor? tensor, [NotNull] Tensor? matrix, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        ArgumentNullException.ThrowIfNull(matrix);
        var fits = tensor.dim() switch
        {
            1 => tensor.size(0) == matrix.size(1),
            2 => tensor.size(0) == matrix.size(0) && tensor.size(1) == matrix.size(1),
            _ => false,
        };
        if (!fits)
        {
            throw Refused(name, tensor, $"a tensor of shape [{matrix.size(1)}] or [{matrix.size(0)}, {matrix.size(1)}]");
        }

        SameDtype(tensor, matrix, name);
        return SameDevice(tensor, matrix, name);
    }

    private static ArgumentException Refused(string? name, Tensor tensor, string expectation) =>
        new($"{name} must be {expectation}; it is {tensor.dtype} {Text(tensor.shape)} on {tensor.device}.", name);

    private static string Text(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
