using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Clipping by the global norm without reading the device.</summary>
internal static class DeviceNorm
{
    /// <summary>Scales <paramref name="gradients"/> in place to at most <paramref name="maximum"/> and keeps the norm it had, on the device.</summary>
    public static void Clip(Tensor gradients, double maximum, ref Tensor? kept)
    {
        var norm = gradients.norm();
        if (!double.IsPositiveInfinity(maximum))
        {
            gradients.mul_((maximum / (norm + 1e-6)).clamp_max(1.0));
        }

        kept?.Dispose();
        kept = norm.DetachFromDisposeScope();
    }
}
