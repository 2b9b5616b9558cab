namespace SoftRL.Environments.Tests;

/// <summary>What the games share beside the contract: the minimal actions, options, and refused snapshots.</summary>
public sealed class MinAtarGameTests
{
    private static readonly MinAtarOptions Full = new();
    private static readonly MinAtarOptions Minimal = new() { ActionSet = MinAtarActionSet.Minimal };

    public static TheoryData<IEnvironment<int>, IEnvironment<int>, int[]> Games => new()
    {
        { new Asterix(Full), new Asterix(Minimal), [0, 1, 2, 3, 4] },
        { new Breakout(Full), new Breakout(Minimal), [0, 1, 3] },
        { new Freeway(Full), new Freeway(Minimal), [0, 2, 4] },
        { new Seaquest(Full), new Seaquest(Minimal), [0, 1, 2, 3, 4, 5] },
        { new SpaceInvaders(Full), new SpaceInvaders(Minimal), [0, 1, 3, 5] },
    };

    [Theory]
    [MemberData(nameof(Games))]
    public void MinimalActionsAreThoseOfTheSixThatMeanSomething(IEnvironment<int> full, IEnvironment<int> minimal, int[] actions)
    {
        full.ActionSpace.Should().Be(new DiscreteActions(6));
        minimal.ActionSpace.Should().Be(new DiscreteActions(actions.Length));
        var (left, right) = (new float[full.ObservationSpace.Size], new float[full.ObservationSpace.Size]);
        for (var seed = 0UL; seed < 20; seed++)
        {
            full.Reset(seed, left);
            minimal.Reset(seed, right);
            var random = new Xoshiro256(seed);
            for (var end = StepEnd.None; end == StepEnd.None && random.NextInt(300) > 0;)
            {
                var action = random.NextInt(actions.Length);
                var result = full.Step(actions[action], left);
                minimal.Step(action, right).Should().Be(result);
                left.Should().Equal(right);
                end = result.End;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Games))]
    public void RefusesASnapshotWithAMemberOutOfRange(IEnvironment<int> full, IEnvironment<int> minimal, int[] actions)
    {
        actions.Should().NotBeEmpty();
        full.Reset(1, new float[full.ObservationSpace.Size]);
        var bytes = Snapshots.Write(full.Save);
        Snapshots.Read(bytes, minimal.Load);
        bytes[1 + 32 + 1] = 200;
        var load = () => Snapshots.Read(bytes, minimal.Load);
        load.Should().Throw<InvalidDataException>();
    }
}
