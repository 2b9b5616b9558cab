namespace SoftRL.Environments;

/// <summary>The sign of a reward.</summary>
internal static class RewardSign
{
    /// <summary>−1, 0 or 1; NaN for NaN.</summary>
    public static float Of(float reward) => reward > 0 ? 1 : reward < 0 ? -1 : reward == 0 ? 0 : float.NaN;
}
