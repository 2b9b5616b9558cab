using System.Globalization;
using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>How targets are made from a rollout: n steps, or λ over n steps.</summary>
internal sealed record ReturnRule(int Steps, double? Lambda = null)
{
    /// <summary>ŷ^V and ŷ^Q at every step, <c>[T, N]</c>, by the backups of SoftRL.Core.</summary>
    internal (Tensor State, Tensor Action) Targets(RolloutTerms terms, Tensor values, double temperature, double discount) => Lambda is { } lambda
        ? (Backups.LambdaStateTargets(terms, values, temperature, discount, lambda), Backups.LambdaActionTargets(terms, values, temperature, discount, lambda))
        : (Backups.StateTargets(terms, temperature, discount, Steps), Backups.ActionTargets(terms, temperature, discount, Steps));

    public override string ToString() => Lambda is { } lambda
        ? string.Create(CultureInfo.InvariantCulture, $"λ = {lambda}")
        : $"n = {Steps}";
}
