namespace SoftRL.Environments.Tests;

/// <summary>
/// Long random games that go on after an end: members stay in their ranges, cells are 0 or 1, and no list of Seaquest gets
/// longer than is said of it.
/// </summary>
public sealed class MinAtarFuzzTests
{
    private const int Seeds = 40;
    private const int Steps = 3_000;

    [Fact]
    public void AsterixStaysInRange() => Play<AsterixState>();

    [Fact]
    public void BreakoutStaysInRange() => Play<BreakoutState>();

    [Fact]
    public void FreewayStaysInRange() => Play<FreewayState>();

    [Fact]
    public void SpaceInvadersStaysInRange() => Play<SpaceInvadersState>();

    [Fact]
    public void SeaquestStaysInRange() => Play<SeaquestState>(static (ref SeaquestState state) =>
    {
        CheckLengths(state);
        (state.Ended, state.Air) = (0, Math.Max(1, state.Air));
    });

    /// <summary>As many enemies as there can be: one each step, slow as at first, or fast as at last.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(2)]
    public void SeaquestHoldsAllEnemiesThereCanBe(int moveInterval)
    {
        var (most, mostShots) = (0, 0);
        Play((ref SeaquestState state) =>
        {
            CheckLengths(state);
            most = Math.Max(most, state.Fish.Count + state.Submarines.Count);
            mostShots = Math.Max(mostShots, state.EnemyShots.Count);
            (state.Ended, state.Air, state.EnemyInterval, state.MoveInterval) = (0, 100, 1, moveInterval);
            state.EnemyTimer = Math.Min(state.EnemyTimer, 1);
        });
        most.Should().BeGreaterThan(8 * moveInterval, "else nothing was tried");
        mostShots.Should().BePositive();
    }

    private static void CheckLengths(in SeaquestState state)
    {
        (state.Fish.Count + state.Submarines.Count).Should().BeLessThanOrEqualTo(60);
        state.EnemyShots.Count.Should().BeLessThanOrEqualTo(70);
        state.Divers.Count.Should().BeLessThanOrEqualTo(2);
        state.Shots.Count.Should().BeLessThanOrEqualTo(2);
    }

    private static void Play<TState>(Continue<TState>? goOn = null)
        where TState : unmanaged, IMinAtarState
    {
        var observation = new float[TState.Channels * 100];
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var random = new Xoshiro256(seed);
            var state = default(TState);
            state.Start(ref random);
            for (var step = 0; step < Steps; step++)
            {
                // A few actions again and again, so that games leave the places where all six balance.
                var action = (MinAtarAction)(random.NextInt(4) == 0 ? random.NextInt(6) : (step / 7) % 6);
                var reward = state.Advance(action, ramping: seed % 2 == 0, ref random);
                Check(state, reward, observation);
                if (goOn is not null)
                {
                    goOn(ref state);
                }
                else if (state.Ended == 1)
                {
                    state = default;
                    state.Start(ref random);
                }
            }
        }
    }

    private static void Check<TState>(in TState state, float reward, float[] observation)
        where TState : unmanaged, IMinAtarState
    {
        Array.Clear(observation);
        state.Draw(observation);
        if (!state.IsValid || reward < 0 || observation.AsSpan().ContainsAnyExcept(0, 1))
        {
            throw new InvalidOperationException($"State {state} after a reward of {reward} is out of range.");
        }
    }

    private delegate void Continue<TState>(ref TState state);
}
