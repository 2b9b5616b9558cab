using System.Text.Json;

namespace SoftRL.Environments.Tests;

public sealed class CartPoleDynamicsTests
{
    private static readonly CartPoleOptions Standard = new();

    /// <summary>From each recorded state, one step: relative to the larger of 1 and the value, 1e-12.</summary>
    [Fact]
    public void FollowsTheRecordedStatesStepForStep()
    {
        var steps = 0;
        var before = default(CartPoleState);
        foreach (var row in GoldenTrace.ClassicRows("cartpole"))
        {
            var recorded = State(row);
            if (!row.Has("reset"))
            {
                var after = CartPoleDynamics.Step(before, row.Integer("a"), Standard);
                Near(after.Position, recorded.Position);
                Near(after.Velocity, recorded.Velocity);
                Near(after.Angle, recorded.Angle);
                Near(after.AngularVelocity, recorded.AngularVelocity);
                CartPoleDynamics.IsTerminal(after, Standard).Should().Be(row.Integer("T") == 1);
                row.GetProperty("r").GetDouble().Should().Be(1);
                steps++;
            }

            before = recorded;
        }

        steps.Should().BeGreaterThan(200);
    }

    /// <summary>Whole episodes without correction, and the float32 observations exactly.</summary>
    [Fact]
    public void FollowsTheRecordedEpisodesFromTheirStarts()
    {
        var state = default(CartPoleState);
        foreach (var row in GoldenTrace.ClassicRows("cartpole"))
        {
            state = row.Has("reset") ? State(row) : CartPoleDynamics.Step(state, row.Integer("a"), Standard);
            float[] observation =
                [(float)state.Position, (float)state.Velocity, (float)state.Angle, (float)state.AngularVelocity];
            observation.Should().Equal(row.Doubles("o").Select(value => (float)value));
            state.Position.Should().BeApproximately(State(row).Position, 1e-11);
        }
    }

    [Theory]
    [InlineData(2.4, 0.0, false)]
    [InlineData(-2.4000001, 0.0, true)]
    [InlineData(0.0, 0.2094395, false)]
    [InlineData(0.0, -0.2094396, true)]
    public void EndsPastTheLimits(double position, double angle, bool terminal) =>
        CartPoleDynamics.IsTerminal(new CartPoleState(position, 0, angle, 0), Standard).Should().Be(terminal);

    [Fact]
    public void StartsFromFourDrawsInOrder()
    {
        var draws = new RecordedDraws([0, 0.25, 0.5, 0.75]);
        CartPoleDynamics.Start(Standard, ref draws).Should().Be(new CartPoleState(-0.05, -0.025, 0, 0.025000000000000008));
        draws.Left.Should().Be(0);
    }

    [Fact]
    public void MirrorsWithTheAction()
    {
        var left = CartPoleDynamics.Step(new CartPoleState(0.1, -0.2, 0.05, 0.3), 0, Standard);
        var right = CartPoleDynamics.Step(new CartPoleState(-0.1, 0.2, -0.05, -0.3), 1, Standard);
        right.Should().Be(new CartPoleState(-left.Position, -left.Velocity, -left.Angle, -left.AngularVelocity));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void RefusesOtherActions(int action)
    {
        var step = () => CartPoleDynamics.Step(default, action, Standard);
        step.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(action));
    }

    private static CartPoleState State(JsonElement row)
    {
        var values = row.Doubles("s");
        return new CartPoleState(values[0], values[1], values[2], values[3]);
    }

    private static void Near(double actual, double expected) =>
        Math.Abs(actual - expected).Should().BeLessThanOrEqualTo(1e-12 * Math.Max(1, Math.Abs(expected)));
}
