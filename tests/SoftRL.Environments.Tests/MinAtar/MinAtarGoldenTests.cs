using System.Text.Json;

namespace SoftRL.Environments.Tests;

/// <summary>
/// Fed with the recorded actions and draws, every recorded cell, reward, end and ramp comes out, and every draw is used.
/// </summary>
public sealed class MinAtarGoldenTests
{
    public static TheoryData<string> Files => new(GoldenTrace.Files("minatar-*.jsonl"));

    [Theory]
    [MemberData(nameof(Files))]
    public void ReproducesEveryRecordedStep(string file)
    {
        var steps = GoldenTrace.Meta(file).GetProperty("game").GetString() switch
        {
            "asterix" => Replay<AsterixState>(file),
            "breakout" => Replay<BreakoutState>(file),
            "freeway" => Replay<FreewayState>(file, lowestInteger: 1),
            "seaquest" => Replay<SeaquestState>(file, lowestInteger: 1),
            "space_invaders" => Replay<SpaceInvadersState>(file),
            var other => throw new NotSupportedException($"There is no game to replay '{other}' with."),
        };
        steps.Should().Be(GoldenTrace.Rows(file).Count(row => row.Has("a"))).And.BePositive();
    }

    [Fact]
    public void ThereIsARecordingOfEveryGame() =>
        GoldenTrace.Files("minatar-*.jsonl").Select(file => GoldenTrace.Meta(file).GetProperty("game").GetString())
            .Should().Contain(["asterix", "breakout", "freeway", "seaquest", "space_invaders"]);

    private static int Replay<TState>(string file, int lowestInteger = 0)
        where TState : unmanaged, IMinAtarState
    {
        GoldenTrace.Meta(file).Integers("state_shape").Should().Equal(10, 10, TState.Channels);
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

            var draws = new RecordedDraws(row.Doubles("d"), lowestInteger);
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
                result.End.Should().Be(row.Integer("T") == 1 ? StepEnd.Terminated : StepEnd.None, "so ends step {0}", steps);
                if (row.GetProperty("ramp").ValueKind != JsonValueKind.Null)
                {
                    state.Ramp.Should().Be(row.Integer("ramp"), "that is recorded in step {0}", steps);
                }

                steps++;
            }

            draws.Left.Should().Be(0, "all draws of step {0} are used", steps);
            state.IsValid.Should().BeTrue();
            Cells(state, observation).Should().Equal(row.Integers("on"), "step {0} is so", steps);
        }

        return steps;
    }

    /// <summary>The cells that are set, numbered as recorded: channel last.</summary>
    private static int[] Cells<TState>(in TState state, float[] observation)
        where TState : unmanaged, IMinAtarState
    {
        Array.Clear(observation);
        state.Draw(observation);
        observation.Should().OnlyContain(value => value == 0 || value == 1);
        return [.. Enumerable.Range(0, observation.Length).Where(
            index => observation[(index % TState.Channels * 100) + (index / TState.Channels)] == 1)];
    }
}
