using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BackupsTests
{
    /// <remarks>PG-SQL (43) prints Q(s,a) + Σ(γλ)^t δ_t. With λ = 0 it must be the one-step target r + γV(s').</remarks>
    [Fact]
    public void ThePrintedLambdaReturnMissesTheOneStepBackup()
    {
        using var scope = NewDisposeScope();
        var (terms, values) = (Worked().Terms(), Worked().ValueTensor());
        var oneStep = (terms.Rewards + (0.5 * terms.NextValues)).Numbers();
        Backups.LambdaActionTargets(terms, values, 2, 0.5, 0).Numbers().Should().Equal(oneStep);

        // The action taken is worth one more than the mean of Q, V + τ·KL: the printed form is off by just that.
        var takenQ = values + (2 * terms.Kl!) + 1;
        var printed = (takenQ + Backups.GeneralizedAdvantages(terms, values, 2, 0.5, 0)).Numbers();
        printed.Zip(oneStep, (p, y) => p - y).Should().Equal(1, 1, 1);
    }

    /// <remarks>PG-SQL (54) prints Σ γ^d r_{t+d} + γ^d V(s_{t+d}) as equal to V(s_t) + Σ γ^d δ_{t+d}.</remarks>
    [Fact]
    public void ThePrintedStateTargetDisagreesWithItsSecondForm()
    {
        using var scope = NewDisposeScope();
        var (terms, values) = (Worked().Terms(), Worked().ValueTensor());
        var secondForm = Backups.StateTargetsFromErrors(terms, values, 2, 0.5, 2).Numbers()[0];
        var (r, v) = (terms.Rewards.Numbers(), values.Numbers());

        Backups.StateTargets(terms, 2, 0.5, 2).Numbers()[0].Should().Be(secondForm);
        var printed = r[0] + v[0] + (0.5 * (r[1] + v[1]));
        Math.Abs(printed - secondForm).Should().BeGreaterThan(1);

        // Reading the last γ^d V as γ^n V(s_{t+n}) but leaving the KL out is still not the second form.
        var withoutKl = r[0] + (0.5 * r[1]) + (0.25 * v[2]);
        Math.Abs(withoutKl - secondForm).Should().BeGreaterThan(1);
    }

    /// <remarks>KLRL prints δ = r − αKL + V' − V, whose sum does not telescope to the n-step target.</remarks>
    [Fact]
    public void ThePrintedErrorForgetsTheDiscount()
    {
        using var scope = NewDisposeScope();
        var (terms, values) = (Worked().Terms(), Worked().ValueTensor());
        var printed = (terms.Rewards - (2 * terms.Kl!) + terms.NextValues - values).Numbers();
        var sum = values.Numbers()[0] + printed[0] + (0.5 * printed[1]);

        Math.Abs(sum - Backups.StateTargets(terms, 2, 0.5, 2).Numbers()[0]).Should().BeGreaterThan(1);
        Backups.StateTargetsFromErrors(terms, values, 2, 0.5, 2).Numbers()[0].Should().Be(Backups.StateTargets(terms, 2, 0.5, 2).Numbers()[0]);
    }
}
