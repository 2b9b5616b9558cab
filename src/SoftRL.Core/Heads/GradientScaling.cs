using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>An identity whose backward pass multiplies: several streams of one network learn at different rates from one loss,
/// one backward pass and one optimiser.</summary>
/// <remarks>Equation HD-1 of docs/math/heads.md.</remarks>
public static class GradientScaling
{
    /// <summary><c>x</c> itself, bit for bit, with the gradient multiplied by <paramref name="scale"/>.</summary>
    /// <param name="x">Float, any shape. Borrowed. An infinite or not-a-number element passes through unchanged and receives
    /// a zero gradient, so a masked log-probability of −∞ stays harmless.</param>
    /// <param name="scale">What the gradient is multiplied by; finite and not negative.</param>
    /// <returns>A tensor equal to <paramref name="x"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is not float32 or float64.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or not finite.</exception>
    public static Tensor Scale(Tensor x, double scale)
    {
        Require.Float(x);
        Require.NonNegative(scale);

        using var scope = NewDisposeScope();
        if (scale == 1)
        {
            return x.alias().MoveToOuterDisposeScope();
        }

        var constant = x.detach();
        return Graft(constant, (constant - x).nan_to_num(0), scale).MoveToOuterDisposeScope();
    }

    /// <summary>The value of <paramref name="constant"/> with <paramref name="scale"/> times minus the gradient of
    /// <paramref name="zero"/>, an expression that is +0 everywhere: x − s·0 = x holds for either sign of zero, x + s·0 does not.
    /// Opens no scope, checks nothing.</summary>
    internal static Tensor Graft(Tensor constant, Tensor zero, double scale = 1) => constant.add(zero, -scale);
}
