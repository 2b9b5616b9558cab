namespace SoftRL.Environments.Tests;

public sealed class SeaquestDynamicsTests
{
    [Fact]
    public void StartsAtTheSurfaceAndEnemiesAndDiversComeEvery20And30Steps()
    {
        var state = Start();
        (state.X, state.Y, state.Direction).Should().Be((5, 0, -1));
        for (var step = 0; step < 20; step++)
        {
            Step(ref state);
        }

        Step(ref state, MinAtarAction.None, 0.49, 0.34, 3);
        state.Fish.View[0].Should().Be(new SeaquestMover(0, 3, 1, 4));
        for (var step = 21; step < 30; step++)
        {
            Step(ref state);
        }

        Step(ref state, MinAtarAction.None, 0.5, 8);
        state.Divers.View[0].Should().Be(new SeaquestMover(9, 8, -1, 4));
        for (var step = 31; step < 40; step++)
        {
            Step(ref state);
        }

        Step(ref state, MinAtarAction.None, 0.6, 0.33, 3);
        (state.Fish.Count, state.Submarines.Count).Should().Be((1, 0), "one in the row goes the other way");
        state.EnemyTimer = 0;
        Step(ref state, MinAtarAction.None, 0.4, 0.33, 3);
        state.Submarines.View[0].Should().Be(new SeaquestMover(0, 3, 1, 4, 9));
    }

    [Fact]
    public void WhatSwimsMovesEverySixthStepAndSubmarinesShootEveryEleventh()
    {
        var state = Calm() with { X = 0 };
        state.Submarines.Add(new SeaquestMover(0, 3, 1, 5, 10));
        var (columns, shots) = (new List<int>(), new List<int>());
        for (var step = 1; step <= 36; step++)
        {
            Step(ref state);
            var submarine = state.Submarines.View[0];
            columns.Add(submarine.X);
            if (submarine.ShotCountdown == 10)
            {
                shots.Add(step);
                state.EnemyShots.View[^1].Should().Be(new SeaquestMover(submarine.X + 1, 3, 1));
            }
        }

        columns.Should().Equal(Enumerable.Range(1, 36).Select(step => step / 6));
        shots.Should().Equal(11, 22, 33);
    }

    [Fact]
    public void AShotTakesTheOldestFishInItsCellBeforeASubmarine()
    {
        var state = Calm() with { X = 2, Y = 4, Direction = 1 };
        state.Submarines.Add(new SeaquestMover(3, 4, 1, 5, 10));
        state.Fish.Add(new SeaquestMover(3, 4, 1, 4));
        state.Fish.Add(new SeaquestMover(3, 4, 1, 5));
        Step(ref state, MinAtarAction.Fire).Should().Be(1);
        state.Fish.View.ToArray().Should().Equal(new SeaquestMover(3, 4, 1, 4));
        (state.Shots.Count, state.Submarines.Count, state.ShotTimer).Should().Be((0, 1, 4));
        Step(ref state, MinAtarAction.Fire).Should().Be(0, "there is a shot every fifth step");
        state.ShotTimer = 0;
        Step(ref state, MinAtarAction.Fire).Should().Be(1);
        state.ShotTimer = 0;
        Step(ref state, MinAtarAction.Fire).Should().Be(1);
        (state.Fish.Count, state.Submarines.Count).Should().Be((0, 0));
    }

    [Fact]
    public void AnEnemyThatSwimsIntoAShotGoesAndPays()
    {
        var state = Calm() with { X = 9, Y = 0 };
        state.Shots.Add(new SeaquestMover(3, 4, 1));
        state.Fish.Add(new SeaquestMover(5, 4, -1, 0));
        Step(ref state).Should().Be(1);
        (state.Shots.Count, state.Fish.Count).Should().Be((0, 0));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(5, false)]
    [InlineData(0, true)]
    [InlineData(5, true)]
    public void MeetingAnEnemyEndsTheGame(int countdown, bool submarine)
    {
        var state = Calm() with { X = 4, Y = 4 };
        var enemy = new SeaquestMover(countdown == 0 ? 5 : 4, 4, -1, countdown, submarine ? 10 : 0);
        (submarine ? ref state.Submarines : ref state.Fish).Add(enemy);
        Step(ref state);
        state.Ended.Should().Be(1);
    }

    [Fact]
    public void AnEnemyShotMovesEveryStepAndEndsTheGame()
    {
        var state = Calm() with { X = 4, Y = 4 };
        state.EnemyShots.Add(new SeaquestMover(2, 4, 1));
        Step(ref state);
        (state.Ended, state.EnemyShots.View[0].X).Should().Be((0, 3));
        Step(ref state);
        state.Ended.Should().Be(1);
    }

    [Fact]
    public void TheAirLasts200StepsUnderWater()
    {
        var state = Calm();
        for (var step = 1; step <= 200; step++)
        {
            Step(ref state, MinAtarAction.Down);
            (state.Air, state.Ended).Should().Be((200 - step, 0));
        }

        Step(ref state);
        state.Ended.Should().Be(1);
    }

    [Fact]
    public void ComingUpWithNobodyOnBoardEndsTheGameAndWithSomebodyGivesAir()
    {
        var state = Under(onBoard: 0);
        Step(ref state, MinAtarAction.Up).Should().Be(0);
        state.Ended.Should().Be(1);

        state = Under(onBoard: 3) with { Air = 20 };
        Step(ref state, MinAtarAction.Up).Should().Be(0);
        (state.Ended, state.OnBoard, state.Air).Should().Be((0, 2, 200));
    }

    [Fact]
    public void SixDiversPayTheAirThatIsLeftAndLeaveADebtThatGrowsUnpaid()
    {
        var state = Under(onBoard: 6) with { Air = 139 };
        Step(ref state, MinAtarAction.Up).Should().Be(6);
        (state.Ended, state.OnBoard, state.Air).Should().Be((0, -1, 200));
        Step(ref state).Should().Be(0);
        state.OnBoard.Should().Be(-1);
        Step(ref state, MinAtarAction.Down);
        Step(ref state, MinAtarAction.Up).Should().Be(0);
        (state.Ended, state.OnBoard, state.Air).Should().Be((0, -2, 200));
    }

    [Fact]
    public void ADiverComesOnBoardWhileThereIsASeat()
    {
        foreach (var (onBoard, after) in new[] { (5, 6), (6, 6), (-2, -1) })
        {
            foreach (var diver in new[] { new SeaquestMover(5, 4, 1, 3), new SeaquestMover(4, 4, 1, 0) })
            {
                var state = Under(onBoard) with { Y = 4 };
                state.Divers.Add(diver);
                Step(ref state);
                (state.OnBoard, state.Divers.Count).Should().Be((after, onBoard == 6 ? 1 : 0));
            }
        }
    }

    /// <summary>Each coming up: enemies 20, 19 … 1 steps apart; swimming 5, 4, 3, 2 at every second one; then no more.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GetsHarderWithEachComingUpOnlyWithRamping(bool ramping)
    {
        var state = Under(onBoard: -1);
        for (var times = 1; times <= 24; times++)
        {
            var draws = new RecordedDraws([]);
            SeaquestDynamics.Step(ref state, MinAtarAction.Up, ramping, ref draws);
            SeaquestDynamics.Step(ref state, MinAtarAction.Down, ramping, ref draws);
            var ramp = ramping ? Math.Min(times, 19) : 0;
            (state.Ramp, state.EnemyInterval, state.MoveInterval)
                .Should().Be((ramp, 20 - ramp, Math.Max(2, 5 - (ramp / 2))));
        }
    }

    [Fact]
    public void AListRemovesInOrderAndRefusesMoreThanItHolds()
    {
        var list = default(SeaquestList);
        for (var i = 0; i < SeaquestSlots.Count; i++)
        {
            list.Add(new SeaquestMover(i % 10, 1 + (i / 10), 1));
        }

        list.RemoveAt(1);
        list.TryRemoveAt(3, 1).Should().BeTrue();
        list.TryRemoveAt(3, 1).Should().BeFalse();
        list.View[..4].ToArray().Select(mover => (int)mover.X).Should().Equal(0, 2, 4, 5);
        list.Count.Should().Be(SeaquestSlots.Count - 2);
        list.Add(new SeaquestMover(1, 1, 1));
        list.Add(new SeaquestMover(1, 1, 1));
        var add = () => list.Add(new SeaquestMover(1, 1, 1));
        add.Should().Throw<InvalidOperationException>().WithMessage("*snapshot*");
    }

    [Fact]
    public void AStateWithAMemberOutOfRangeIsNotValid()
    {
        var sound = Start();
        sound.IsValid.Should().BeTrue();
        SeaquestState[] broken =
        [
            sound with { X = 10 }, sound with { X = 9 }, sound with { X = 0, Direction = 1 }, sound with { Y = 9 },
            sound with { Direction = 0 }, sound with { Air = 201 }, sound with { Air = -2 }, sound with { OnBoard = 7 },
            sound with { Surfaced = 2 }, sound with { ShotTimer = 6 }, sound with { EnemyTimer = 21 },
            sound with { EnemyInterval = 0 }, sound with { DiverTimer = 31 }, sound with { MoveInterval = 1 },
            sound with { Ended = 2 }, sound with { Ramp = -1 }, With(new SeaquestMover(10, 1, 1)),
            With(new SeaquestMover(-1, 1, 1)), With(new SeaquestMover(1, 9, 1)), With(new SeaquestMover(1, 1, 0)),
            With(new SeaquestMover(1, 1, 1, 6)), With(new SeaquestMover(1, 1, 1, -1)), With(new SeaquestMover(1, 1, 1, 0, 11)),
        ];
        broken.Should().OnlyContain(state => !state.IsValid);
    }

    private static SeaquestState Start()
    {
        var state = default(SeaquestState);
        SeaquestDynamics.Start(ref state);
        return state;
    }

    /// <summary>Nothing comes for a long time.</summary>
    private static SeaquestState Calm() => Start() with { EnemyTimer = 10_000, DiverTimer = 10_000 };

    private static SeaquestState Under(int onBoard) => Calm() with { Y = 1, Surfaced = 0, OnBoard = onBoard };

    private static SeaquestState With(SeaquestMover mover)
    {
        var state = Start();
        state.EnemyShots.Add(mover);
        return state;
    }

    private static float Step(ref SeaquestState state, MinAtarAction action = MinAtarAction.None, params double[] recorded)
    {
        var draws = new RecordedDraws(recorded, lowest: 1);
        var reward = SeaquestDynamics.Step(ref state, action, ramping: true, ref draws);
        draws.Left.Should().Be(0);
        return reward;
    }
}
