using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BackupsTests
{
    /// <summary>Single precision without gradient is summed in a loop of ours, everything else by tensor operations.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(9, 4)]
    [InlineData(40, 1)]
    public void SinglePrecisionAgreesWithDoubleAndWithGradients(int steps, int count)
    {
        using var scope = NewDisposeScope();
        var rollout = Rollout.Draw(new Random((steps * 10) + count), steps, count);
        var (terms, values) = (rollout.Terms(), rollout.ValueTensor());
        var single = terms with
        {
            Rewards = Float(terms.Rewards), NextValues = Float(terms.NextValues), Terminated = Float(terms.Terminated), Truncated = Float(terms.Truncated), Kl = Float(terms.Kl!),
        };
        var tracked = single with { NextValues = single.NextValues.detach().requires_grad_() };
        foreach (var backup in new Func<RolloutTerms, Tensor, Tensor>[]
        {
            (x, v) => Backups.StateTargets(x, 0.3, 0.9, int.MaxValue),
            (x, v) => Backups.ActionTargetsFromErrors(x, v, 0.3, 0.9, steps),
            (x, v) => Backups.GeneralizedAdvantages(x, v, 0.3, 0.9, 0.8),
            (x, v) => Backups.LambdaActionTargets(x, v, 0.3, 0.9, 0.8),
        })
        {
            var expected = backup(terms, values);
            TensorAssert.AllClose(backup(single, Float(values)).to(ScalarType.Float64), expected, 1e-5, 1e-5);
            var differentiable = backup(tracked, Float(values));
            TensorAssert.AllClose(differentiable.detach().to(ScalarType.Float64), expected, 1e-5, 1e-5);
            differentiable.requires_grad.Should().BeTrue();
        }
    }

    private static Tensor Float(Tensor values) => values.to(ScalarType.Float32);
}
