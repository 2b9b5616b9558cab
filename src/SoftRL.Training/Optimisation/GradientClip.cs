using SoftRL.Core;

namespace SoftRL.Training;

/// <summary>The factor that brings a gradient of some norm down to the largest one allowed.</summary>
internal static class GradientClip
{
    // The customary guard of clip-by-global-norm implementations: the published A2C results use it.
    private const double Guard = 1e-6;

    public static double Factor(double norm, double maximum) => norm > maximum ? maximum / (norm + Guard) : 1.0;

    public static void Validate(double learningRate, double maxGradientNorm)
    {
        Require.NonNegative(learningRate);
        if (!(maxGradientNorm > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(maxGradientNorm), maxGradientNorm, "allowed: positive, or +∞ for no clipping");
        }
    }
}
