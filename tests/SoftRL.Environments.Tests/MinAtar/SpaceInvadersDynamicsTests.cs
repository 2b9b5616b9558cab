namespace SoftRL.Environments.Tests;

public sealed class SpaceInvadersDynamicsTests
{
    [Fact]
    public void TheFormationMovesInStep13AndOfLessThanTwelveAliensAsOftenAsThereAreAliens()
    {
        var state = SpaceInvadersDynamics.Start();
        var start = state.Aliens.Bits;
        Idle(ref state, 12);
        state.Aliens.Bits.Should().Be(start);
        Idle(ref state, 1);
        state.Aliens.Bits.Should().Be(start >> 1);

        state = With(MinAtarMap.Cell(5, 0) | MinAtarMap.Cell(6, 0)) with { MoveTimer = 0 };
        Idle(ref state, 3);
        state.Aliens.Bits.Should().Be(MinAtarMap.Cell(3, 0) | MinAtarMap.Cell(4, 0));
    }

    [Fact]
    public void AliensAtTheWallTurnAndComeDown()
    {
        var state = With(MinAtarMap.Cell(0, 2)) with { MoveTimer = 0 };
        Idle(ref state, 1);
        state.Aliens.Bits.Should().Be(MinAtarMap.Cell(0, 3));
        state.Direction.Should().Be(1);
        Idle(ref state, 1);
        state.Aliens.Bits.Should().Be(MinAtarMap.Cell(1, 3));
    }

    [Fact]
    public void AnAlienThatMovesBelowTheGroundOrMeetsTheCannonEndsTheGame()
    {
        var state = With(MinAtarMap.Cell(0, 9)) with { MoveTimer = 0, Cannon = 7 };
        Idle(ref state, 1);
        state.Ended.Should().Be(1);

        state = With(MinAtarMap.Cell(8, 9)) with { MoveTimer = 0, Cannon = 7 };
        Idle(ref state, 1);
        state.Ended.Should().Be(1);
    }

    [Fact]
    public void ShotsFlyOneRowAStepAndOneIsFiredEveryFifth()
    {
        var state = With(MinAtarMap.Cell(0, 0)) with { AlienShotTimer = 10 };
        for (var step = 0; step < 6; step++)
        {
            Step(ref state, MinAtarAction.Fire, ramping: true);
        }

        state.Shots.Bits.Should().Be(MinAtarMap.Cell(5, 3) | MinAtarMap.Cell(5, 8));
    }

    [Fact]
    public void TheNearestAlienShootsTheLeftOfTwoAndTheLowestOfAColumn()
    {
        var aliens = MinAtarMap.Cell(3, 0) | MinAtarMap.Cell(3, 1) | MinAtarMap.Cell(7, 3);
        var state = With(aliens) with { AlienShotTimer = 0 };
        Idle(ref state, 1);
        state.AlienShots.Bits.Should().Be(MinAtarMap.Cell(3, 1));
        state.AlienShotTimer.Should().Be(9);

        state = With(aliens) with { AlienShotTimer = 0, Cannon = 6 };
        Idle(ref state, 1);
        state.AlienShots.Bits.Should().Be(MinAtarMap.Cell(7, 3));
    }

    [Fact]
    public void AShotThatReachesTheCannonEndsTheGame()
    {
        var state = SpaceInvadersDynamics.Start();
        state.AlienShots.Bits = MinAtarMap.Cell(5, 8);
        Step(ref state, MinAtarAction.Left, ramping: true);
        state.Ended.Should().Be(0);
        state.AlienShots.Bits = MinAtarMap.Cell(4, 8);
        Idle(ref state, 1);
        state.Ended.Should().Be(1);
    }

    /// <summary>Each wave gets the interval of the one before less one, down to six; without ramping all have twelve.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheNextWaveIsFasterOnlyWithRamping(bool ramping)
    {
        var state = SpaceInvadersDynamics.Start();
        var formation = state.Aliens.Bits;
        for (var wave = 1; wave <= 8; wave++)
        {
            state.Aliens.Bits = MinAtarMap.Cell(1, 3);
            state.Shots.Bits = MinAtarMap.Cell(1, 4);
            state.MoveTimer = 5;
            Step(ref state, MinAtarAction.None, ramping).Should().Be(1);
            state.Aliens.Bits.Should().Be(formation);
            var ramp = ramping ? Math.Min(wave, 6) : 0;
            (state.Ramp, state.MoveInterval, state.MoveTimer).Should().Be((ramp, 12 - ramp, 4));
        }
    }

    [Fact]
    public void AStateWithAMemberOutOfRangeIsNotValid()
    {
        var sound = SpaceInvadersDynamics.Start();
        sound.IsValid.Should().BeTrue();
        SpaceInvadersState[] broken =
        [
            sound with { Cannon = 10 }, sound with { Cannon = -1 }, sound with { Direction = 0 }, sound with { MoveTimer = 13 },
            sound with { MoveInterval = 5 }, sound with { AlienShotTimer = 11 }, sound with { ShotTimer = 6 },
            sound with { Ended = 2 }, sound with { Ramp = -1 }, With(0), With(UInt128.One << 100),
        ];
        broken.Should().OnlyContain(state => !state.IsValid);
    }

    private static SpaceInvadersState With(UInt128 aliens)
    {
        var state = SpaceInvadersDynamics.Start();
        state.Aliens.Bits = aliens;
        return state;
    }

    private static void Idle(ref SpaceInvadersState state, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step(ref state, MinAtarAction.None, ramping: true).Should().Be(0);
        }
    }

    private static float Step(ref SpaceInvadersState state, MinAtarAction action, bool ramping) =>
        SpaceInvadersDynamics.Step(ref state, action, ramping);
}
