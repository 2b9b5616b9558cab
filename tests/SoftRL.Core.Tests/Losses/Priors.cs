using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>The reference policies that equivalences are checked with; float64 <c>[A]</c>, null for the counting measure.</summary>
internal static class Priors
{
    /// <summary>"counting", "uniform", "skewed" (probabilities proportional to 1, 2, …) or "masked" (uniform but for action 1).</summary>
    public static Tensor? Of(string name, int actions)
    {
        var weights = name switch
        {
            "counting" => null,
            "uniform" => Enumerable.Repeat(1.0, actions),
            "skewed" => Enumerable.Range(1, actions).Select(weight => (double)weight),
            "masked" => Enumerable.Range(0, actions).Select(action => action == 1 ? 0.0 : 1.0),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such reference policy"),
        };
        return weights is null ? null : Doubles.Vector(weights.Select(weight => Math.Log(weight / weights.Sum())).ToArray());
    }
}
