using FsCheck.Fluent;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class SoftValuesTests
{
    private const double Slack = 1e-9;

    [Fact]
    public void EqualsTheMaximumAsTemperatureGoesToZero() => Laws.Hold(Laws.States, state =>
    {
        var best = Value(state, 0);
        var near = Value(state, 1e-6);
        return Math.Abs(near - best) <= 1e-6 * 60 && best == Supported(state).Max();
    });

    [Fact]
    public void EqualsTheMeanOfTheReferenceAsTemperatureGoesToInfinity() => Laws.Hold(Laws.States, state =>
        Math.Abs(Value(state, 1e7) - Value(state, double.PositiveInfinity)) <= 1e-4);

    [Fact]
    public void AddingAConstantToQAddsItToV() => Laws.Hold(
        from state in Laws.States
        from constant in Laws.Rewards
        select (state, constant),
        x => Math.Abs(Value(x.state with { Q = [.. x.state.Q.Select(q => q + x.constant)] }) - Value(x.state) - x.constant) <= Slack);

    [Fact]
    public void IsMonotoneInQ() => Laws.Hold(
        from state in Laws.States
        from raise in Gen.Choose(0, 5000)
        from index in Gen.Choose(0, state.Q.Length - 1)
        select (state, raise: raise / 1000.0, index),
        x => Value(x.state with { Q = [.. x.state.Q.Select((q, a) => a == x.index ? q + x.raise : q)] }) >= Value(x.state) - Slack);

    [Fact]
    public void DoesNotDependOnTheOrderOfTheActions() => Laws.Hold(Laws.States, state =>
        Math.Abs(Value(state with { Q = [.. state.Q.Reverse()], Prior = [.. state.Prior.Reverse()] }) - Value(state)) <= Slack);

    [Fact]
    public void GrowsWithTemperatureInTheEntropyConventionAndShrinksInTheKlConvention() => Laws.Hold(Laws.States, state =>
        Value(state, 2 * state.Temperature) <= Value(state) + Slack && Entropy(state, 2 * state.Temperature) >= Entropy(state, state.Temperature) - Slack);

    [Fact]
    public void InTheEntropyConventionItLiesBetweenTheMaximumAndTheMaximumPlusTauLogA() => Laws.Hold(Laws.States, state =>
    {
        var (value, best) = (Entropy(state, state.Temperature), state.Q.Max());
        return value >= best - Slack && value <= best + (state.Temperature * Math.Log(state.Q.Length)) + Slack;
    });

    [Fact]
    public void WithUniformReferenceItLiesBetweenTheMaximumLessTauLogAAndTheMaximum() => Laws.Hold(Laws.States, state =>
    {
        var actions = state.Q.Length;
        var uniform = state with { Prior = [.. Enumerable.Repeat(1.0 / actions, actions)] };
        var (value, best, span) = (Value(uniform), state.Q.Max(), state.Temperature * Math.Log(actions));
        return value >= best - span - Slack && value <= best + Slack && Math.Abs(Entropy(state, state.Temperature) - span - value) <= 1e-7;
    });

    [Fact]
    public void TheBoltzmannPolicyLosesAtMostAMinusOneTauOverE() => Laws.Hold(Laws.States, state =>
    {
        using var scope = NewDisposeScope();
        var policy = BoltzmannPolicies.LogPolicy(Row(state.Q), state.Temperature).exp().Numbers();
        var loss = policy.Zip(state.Q, (p, q) => p * (state.Q.Max() - q)).Sum();
        return loss >= -Slack && loss <= ((state.Q.Length - 1) * state.Temperature / Math.E) + Slack;
    });

    [Fact]
    public void NoPolicyIsWorthMoreAndTheBoltzmannPolicyIsWorthAsMuch() => Laws.Hold(
        from state in Laws.States
        from other in Laws.States.Where(s => s.Q.Length == state.Q.Length)
        select (state, other),
        x =>
        {
            using var scope = NewDisposeScope();
            var (q, prior) = (Row(x.state.Q), x.state.Prior.Logs().ToTensor());
            var boltzmann = BoltzmannPolicies.LogPolicy(q, x.state.Temperature, prior);
            var rival = BoltzmannPolicies.LogPolicy(Row(x.other.Q), x.other.Temperature, prior);
            var best = SoftValues.PolicyValue(q, boltzmann, x.state.Temperature, prior).Numbers()[0];
            return Math.Abs(best - Value(x.state)) <= 1e-8 * (1 + x.state.Temperature)
                && SoftValues.PolicyValue(q, rival, x.state.Temperature, prior).Numbers()[0] <= best + 1e-8;
        });

    private static double Value(Laws.State state, double? temperature = null)
    {
        using var scope = NewDisposeScope();
        return SoftValues.SoftValue(Row(state.Q), temperature ?? state.Temperature, state.Prior.Logs().ToTensor()).Numbers()[0];
    }

    private static double Entropy(Laws.State state, double temperature)
    {
        using var scope = NewDisposeScope();
        return SoftValues.EntropySoftValue(Row(state.Q), temperature).Numbers()[0];
    }

    private static Tensor Row(double[] q) => new[] { q }.ToTensor();

    private static IEnumerable<double> Supported(Laws.State state) => state.Q.Where((_, a) => state.Prior[a] > 0);
}
