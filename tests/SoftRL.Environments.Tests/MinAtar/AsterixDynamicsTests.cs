namespace SoftRL.Environments.Tests;

public sealed class AsterixDynamicsTests
{
    [Fact]
    public void StartsAloneInTheMiddleAndTheFirstThingComesInTheEleventhStep()
    {
        var state = AsterixDynamics.Start();
        (state.X, state.Y).Should().Be((5, 5));
        Idle(ref state, 10);
        Step(ref state, MinAtarAction.None, 0.49, 0.33, 2).Should().Be(0);
        state.Things[2].Should().Be(new AsterixThing { X = 1, Direction = 1, Gold = 1 }, "all move in this step, too");
        Idle(ref state, 9);
        Step(ref state, MinAtarAction.None, 0.5, 0.34, 2);
        state.Things[3].Should().Be(new AsterixThing { X = 8, Direction = -1, Gold = 0 }, "row 3 is not empty");
    }

    [Fact]
    public void ThingsMoveInTheSixthStepAndEveryFifthAfter()
    {
        var state = With(row: 1, new AsterixThing { X = 7, Direction = 1 });
        Idle(ref state, 5);
        state.Things[0].X.Should().Be(7);
        Idle(ref state, 1);
        state.Things[0].X.Should().Be(8);
        Idle(ref state, 4);
        state.Things[0].X.Should().Be(8);
        state.SpawnTimer = 100;
        Idle(ref state, 1);
        state.Things[0].X.Should().Be(9);
        Idle(ref state, 5);
        state.Things[0].Exists.Should().BeFalse("it left the grid");
    }

    [Fact]
    public void GoldIsCaughtAndAnEnemyEndsTheGameWhoeverMoves()
    {
        foreach (var (gold, x, steps) in new[] { (1, 4, 1), (1, 6, 6), (0, 4, 1), (0, 6, 6) })
        {
            var state = With(row: 5, new AsterixThing { X = x, Direction = -1, Gold = gold });
            var reward = 0f;
            for (var step = 0; step < steps; step++)
            {
                reward += Step(ref state, step == 0 && x == 4 ? MinAtarAction.Left : MinAtarAction.None);
            }

            (reward, state.Ended, state.Things[4].Exists).Should().Be((gold, 1 - gold, gold == 0));
        }
    }

    [Fact]
    public void NothingComesWhereNoRowIsEmpty()
    {
        var state = AsterixDynamics.Start();
        for (var row = 0; row < AsterixThings.Count; row++)
        {
            state.Things[row] = new AsterixThing { X = 9, Direction = 1 };
        }

        (state.SpawnTimer, state.MoveTimer) = (0, 5);
        var before = state;
        Step(ref state, MinAtarAction.None, 0.1, 0.1);
        ((ReadOnlySpan<AsterixThing>)state.Things).SequenceEqual(before.Things).Should().BeTrue();
    }

    [Theory]
    [InlineData(MinAtarAction.Left, 0, 5)]
    [InlineData(MinAtarAction.Right, 9, 5)]
    [InlineData(MinAtarAction.Up, 5, 1)]
    [InlineData(MinAtarAction.Down, 5, 8)]
    [InlineData(MinAtarAction.Fire, 5, 5)]
    public void ThePlayerStaysInHisRowsAndColumns(MinAtarAction action, int x, int y)
    {
        var state = AsterixDynamics.Start();
        for (var step = 0; step < 10; step++)
        {
            Step(ref state, action);
        }

        (state.X, state.Y).Should().Be((x, y));
    }

    /// <summary>Every 102 steps: spawns 10, 9 … 1 steps apart, moves 5 … 1, at every second time; then no more.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GetsHarderEvery102StepsOnlyWithRamping(bool ramping)
    {
        var state = AsterixDynamics.Start();
        var random = new Xoshiro256(3);
        for (var step = 1; step <= 102 * 12; step++)
        {
            AsterixDynamics.Step(ref state, MinAtarAction.None, ramping, ref random);
            var ramp = ramping ? Math.Min(9, step / 102) : 0;
            (state.Ramp, state.SpawnInterval, state.MoveInterval).Should().Be((ramp, 10 - ramp, Math.Max(1, 5 - (ramp / 2))));
        }
    }

    [Fact]
    public void AStateWithAMemberOutOfRangeIsNotValid()
    {
        var sound = AsterixDynamics.Start();
        sound.IsValid.Should().BeTrue();
        AsterixState[] broken =
        [
            sound with { X = 10 }, sound with { Y = 0 }, sound with { Y = 9 }, sound with { SpawnTimer = -1 },
            sound with { SpawnInterval = 0 }, sound with { SpawnInterval = 11 }, sound with { MoveTimer = 6 },
            sound with { MoveInterval = 0 }, sound with { RampTimer = 101 }, sound with { Ended = 2 }, sound with { Ramp = -1 },
            With(1, new AsterixThing { X = 10, Direction = 1 }), With(8, new AsterixThing { X = 1, Direction = 2 }),
            With(1, new AsterixThing { X = 1, Direction = 1, Gold = 2 }), With(1, new AsterixThing { X = 1 }),
        ];
        broken.Should().OnlyContain(state => !state.IsValid);
    }

    private static AsterixState With(int row, AsterixThing thing)
    {
        var state = AsterixDynamics.Start();
        state.Things[row - 1] = thing;
        return state;
    }

    private static void Idle(ref AsterixState state, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step(ref state, MinAtarAction.None).Should().Be(0);
        }
    }

    private static float Step(ref AsterixState state, MinAtarAction action, params double[] recorded)
    {
        var draws = new RecordedDraws(recorded);
        var reward = AsterixDynamics.Step(ref state, action, ramping: true, ref draws);
        draws.Left.Should().Be(0);
        return reward;
    }
}
