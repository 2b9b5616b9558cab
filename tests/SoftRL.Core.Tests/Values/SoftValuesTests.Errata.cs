using FsCheck.Fluent;

namespace SoftRL.Core.Tests;

public sealed partial class SoftValuesTests
{
    [Fact]
    public void InAnyKlConventionItLiesBetweenTheMeanOfTheReferenceAndTheMaximum() => Laws.Hold(Laws.States, state =>
        Value(state) >= Value(state, double.PositiveInfinity) - Slack && Value(state) <= Supported(state).Max() + Slack);

    /// <summary>Units: measuring rewards and τ in another unit measures V in that unit.</summary>
    [Fact]
    public void RewardsAndTemperatureMayBeMeasuredInAnyUnit() => Laws.Hold(
        from state in Laws.States
        from unit in Gen.Choose(1, 500)
        select (state, unit: unit / 50.0),
        x => Math.Abs(Value(InUnit(x.state, x.unit)) - (x.unit * Value(x.state))) <= 1e-8 * (1 + x.unit)
            && Math.Abs(Entropy(InUnit(x.state, x.unit), x.unit * x.state.Temperature) - (x.unit * Entropy(x.state, x.state.Temperature))) <= 1e-7 * (1 + x.unit));

    /// <summary>The forms printed in PG-SQL (11), (82), (83) and KLRL (6) fail the same check, and are not SV-1.</summary>
    [Fact]
    public void ThePrintedFormsDependOnTheUnitOfReward()
    {
        var state = new Laws.State([0.2, 1, -0.5], [0.5, 0.25, 0.25], 0.4);
        double Printed11(Laws.State s) => s.Temperature * Math.Log(s.Q.Zip(s.Prior, (q, p) => p * Math.Exp(q) / s.Temperature).Sum());
        double Printed82(Laws.State s) => Math.Log(s.Q.Sum(q => Math.Exp(q / s.Temperature))) - Math.Log(s.Q.Length);
        double Printed83(Laws.State s) => Math.Log(s.Q.Sum(q => Math.Exp(q / s.Temperature)));

        foreach (var printed in new[] { Printed11, Printed82, Printed83 })
        {
            Math.Abs(printed(InUnit(state, 3)) - (3 * printed(state))).Should().BeGreaterThan(0.1);
        }

        Math.Abs(Printed11(state) - Value(state)).Should().BeGreaterThan(0.03);
        Math.Abs(Printed83(state) - Entropy(state, state.Temperature)).Should().BeGreaterThan(0.1);
    }

    private static Laws.State InUnit(Laws.State state, double unit) =>
        state with { Q = [.. state.Q.Select(q => unit * q)], Temperature = unit * state.Temperature };
}
