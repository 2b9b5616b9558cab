namespace SoftRL.Environments.Tests;

/// <summary>
/// Fed with the recorded actions and draws, every recorded cell, reward, end and ramp comes out, and every draw is used.
/// </summary>
public sealed class MinAtarGoldenTests
{
    [Fact]
    public void SpaceInvadersReproducesEveryRecordedStep() =>
        Replay<SpaceInvadersState>("minatar-space_invaders.jsonl").Should().Be(1106);

    private static int Replay<TState>(string file)
        where TState : unmanaged, IMinAtarState
    {
        var state = default(TState);
        var observation = new float[TState.Channels * 100];
        var (last, sticky, ramping, steps) = (0, 0.0, true, 0);
        foreach (var row in GoldenTrace.Rows(file))
        {
            if (row.Has("seg"))
            {
                (last, sticky, ramping) =
                    (0, row.GetProperty("sticky").GetDouble(), row.GetProperty("ramping").GetBoolean());
                continue;
            }

            var draws = new RecordedDraws(row.Doubles("d"));
            if (row.Has("reset"))
            {
                state = default;
                state.Start(ref draws);
            }
            else
            {
                last = StickyAction.Execute(row.Integer("a"), last, sticky, ref draws);
                var result = MinAtarGame<TState>.Play(ref state, (MinAtarAction)last, ramping, ref draws);
                result.Reward.Should().Be(row.Integer("r"), "that is recorded in step {0}", steps);
                result.End.Should().Be(row.Integer("T") == 1 ? StepEnd.Terminated : StepEnd.None);
                (row.GetProperty("ramp").ValueKind == System.Text.Json.JsonValueKind.Null || row.Integer("ramp") == state.Ramp)
                    .Should().BeTrue("the ramp is recorded in step {0}", steps);
                steps++;
            }

            draws.Left.Should().Be(0, "all draws of step {0} are used", steps);
            state.IsValid.Should().BeTrue();
            Array.Clear(observation);
            state.Draw(observation);
            Cells(observation, TState.Channels).Should().Equal(row.Integers("on"), "step {0} is so", steps);
        }

        return steps;
    }

    /// <summary>The cells that are set, numbered as recorded: channel last.</summary>
    private static int[] Cells(float[] observation, int channels) =>
        [.. Enumerable.Range(0, observation.Length).Where(index => observation[(index % channels * 100) + (index / channels)] == 1)];
}
