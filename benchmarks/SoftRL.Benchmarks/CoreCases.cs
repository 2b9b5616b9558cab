using SoftRL.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Benchmarks;

/// <summary>Functions of SoftRL.Core on the sizes of a MinAtar rollout: B = 80 rows, A = 6 actions, T = 5, N = 16.</summary>
internal static class CoreCases
{
    public static CaseGroup Create()
    {
        const int Steps = 5;
        const int Environments = 16;
        var random = new Generator(1);
        var q = rand([Steps * Environments, 6], generator: random);
        var prior = ReferencePolicies.Uniform(6);
        var logPolicy = BoltzmannPolicies.LogPolicy(q, 0.1, prior);
        var matrix = rand([Steps, Environments], generator: random);
        var none = zeros([Steps, Environments]);
        var terms = new RolloutTerms { Rewards = matrix, NextValues = matrix, Terminated = none, Truncated = none, Kl = matrix };
        return new CaseGroup(
            [
                ("SoftValues.SoftValue [80, 6]", () => SoftValues.SoftValue(q, 0.1, prior).Dispose()),
                ("BoltzmannPolicies.LogPolicy [80, 6]", () => BoltzmannPolicies.LogPolicy(q, 0.1, prior).Dispose()),
                ("Divergences.KullbackLeibler [80, 6]", () => Divergences.KullbackLeibler(logPolicy, prior).Dispose()),
                ("Backups.StateTargets [5, 16], n = 5", () => Backups.StateTargets(terms, 0.1, 0.99, Steps).Dispose()),
                ("Backups.LambdaStateTargets [5, 16]", () => Backups.LambdaStateTargets(terms, matrix, 0.1, 0.99, 0.95).Dispose()),
            ],
            random, q, prior, logPolicy, matrix, none);
    }
}
