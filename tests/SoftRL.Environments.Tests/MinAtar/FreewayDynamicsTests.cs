namespace SoftRL.Environments.Tests;

public sealed class FreewayDynamicsTests
{
    /// <summary>Paces 1 … 5, then a side for each car: the first to the left, the others to the right.</summary>
    private static readonly double[] Draws = [1, 2, 3, 4, 5, 1, 2, 3, 0.49, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

    [Fact]
    public void StartsBelowTheRoadWithAllCarsInColumn0()
    {
        var state = Start();
        state.Row.Should().Be(9);
        Paces(state).Should().Equal(-1, 2, 3, 4, 5, 1, 2, 3);
        Columns(state).Should().OnlyContain(x => x == 0);
    }

    [Fact]
    public void TheChickenMovesInTheFourthStepAndEveryThirdAfter()
    {
        var state = Start();
        for (var lane = 0; lane < 8; lane++)
        {
            state.Cars[lane].Countdown = 100;
        }

        var rows = new List<int>();
        for (var step = 0; step < 10; step++)
        {
            Step(ref state, MinAtarAction.Up);
            rows.Add(state.Row);
        }

        rows.Should().Equal(9, 9, 9, 8, 8, 8, 7, 7, 7, 6);
        state.MoveTimer = 0;
        Step(ref state, MinAtarAction.Down);
        state.Row.Should().Be(7);
        state.MoveTimer = 0;
        Step(ref state, MinAtarAction.Left);
        (state.Row, state.MoveTimer).Should().Be((7, 0));
    }

    [Fact]
    public void ACarMovesEveryPacePlusOneStepsAndAroundTheGrid()
    {
        var state = Start();
        var moved = new int[8];
        for (var step = 0; step < 120; step++)
        {
            var before = Columns(state);
            Step(ref state, MinAtarAction.None);
            var after = Columns(state);
            for (var lane = 0; lane < 8; lane++)
            {
                var distance = (after[lane] - before[lane] + 10) % 10;
                distance.Should().BeOneOf(0, Paces(state)[lane] > 0 ? 1 : 9);
                moved[lane] += distance == 0 ? 0 : 1;
            }
        }

        moved.Should().Equal(60, 40, 30, 24, 20, 60, 40, 30);
    }

    [Fact]
    public void ACarThatComesOrIsWhereTheChickenIsSendsItBack()
    {
        foreach (var (x, countdown) in new[] { (3, 0), (4, 1) })
        {
            var state = Start();
            state.Row = 2;
            (state.Cars[1].X, state.Cars[1].Countdown) = (x, countdown);
            Step(ref state, MinAtarAction.None);
            (state.Row, state.Ended).Should().Be((9, 0));
        }
    }

    [Fact]
    public void ReachingTheTopPaysAndGivesTheCarsNewPacesWhereTheyAre()
    {
        var state = Start();
        (state.Row, state.MoveTimer) = (1, 0);
        for (var lane = 0; lane < 8; lane++)
        {
            state.Cars[lane].X = lane;
        }

        double[] reversed = [.. Draws[..8].Reverse(), .. Draws[8..]];
        Step(ref state, MinAtarAction.Up, reversed).Should().Be(1);
        state.Row.Should().Be(9);
        Paces(state).Should().Equal(-3, 2, 1, 5, 4, 3, 2, 1);
        Columns(state).Should().Equal(Enumerable.Range(0, 8));
    }

    [Fact]
    public void EndsWithItsStep2501()
    {
        var state = Start();
        for (var step = 1; step <= 2501; step++)
        {
            state.Ended.Should().Be(0);
            Step(ref state, MinAtarAction.None);
        }

        state.Ended.Should().Be(1);
        state.IsValid.Should().BeTrue();
    }

    [Fact]
    public void AStateWithAMemberOutOfRangeIsNotValid()
    {
        var sound = Start();
        sound.IsValid.Should().BeTrue();
        FreewayState[] broken =
        [
            sound with { Row = 10 }, sound with { Row = -1 }, sound with { MoveTimer = 4 }, sound with { StepsLeft = 2501 },
            sound with { Ended = -1 }, With(new FreewayCar { X = 10, Pace = 1 }), With(new FreewayCar { Pace = 0 }),
            With(new FreewayCar { Pace = 6 }), With(new FreewayCar { Pace = int.MinValue }),
            With(new FreewayCar { Pace = -2, Countdown = 3 }), With(new FreewayCar { Pace = 1, Countdown = -1 }),
        ];
        broken.Should().OnlyContain(state => !state.IsValid);
    }

    private static FreewayState Start()
    {
        var draws = new RecordedDraws(Draws, lowest: 1);
        return FreewayDynamics.Start(ref draws);
    }

    private static FreewayState With(FreewayCar car)
    {
        var state = Start();
        state.Cars[7] = car;
        return state;
    }

    private static int[] Paces(in FreewayState state) => [.. ((ReadOnlySpan<FreewayCar>)state.Cars).ToArray().Select(car => car.Pace)];

    private static int[] Columns(in FreewayState state) => [.. ((ReadOnlySpan<FreewayCar>)state.Cars).ToArray().Select(car => car.X)];

    private static float Step(ref FreewayState state, MinAtarAction action, params double[] recorded)
    {
        var draws = new RecordedDraws(recorded, lowest: 1);
        var reward = FreewayDynamics.Step(ref state, action, ref draws);
        draws.Left.Should().Be(0);
        return reward;
    }
}
