namespace SoftRL.Tabular.Tests;

public class TrajectorySetTests
{
    [Fact]
    public void ListsEveryTrajectoryOnceWithPaddingAfterTheEnd()
    {
        // From 0 in two steps: 00, 01, 1-end (twice); from 1: end at once (twice).
        var set = TrajectorySet.Enumerate(Models.TwoStates(), 2);
        set.Count.Should().Be(6);
        set.States[..6].ToArray().Should().Equal(0, 0, 0, 0, 1, 1);
        set.Actions[..6].ToArray().Should().Equal(0, 0, 1, 1, 0, 1);
        set.States[6..].ToArray().Should().Equal(0, 0, 1, 1, 1, 1);
        set.Rewards.ToArray().Should().Equal(1, 1, 0, 0, 2, 4, 1, 0, 2, 4, 0, 0);
        set.Live.ToArray().Should().Equal(true, true, true, true, true, true, true, true, true, true, false, false);
        set.Terminated.ToArray().Should().Equal(false, false, false, false, true, true, false, false, true, true, true, true);
        set.NextStates.ToArray().Should().Equal(0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1);
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("masked")]
    public void ProbabilitiesFromEachStateSumToItsWeight(string kind)
    {
        var (mdp, prior) = (Models.Random(3), Models.Prior(kind, 4, 3));
        var policy = SoftTables.Boltzmann(Models.RandomTable(1, 4, 3), 1, prior);
        var set = TrajectorySet.Enumerate(mdp, 3, prior);
        var probabilities = set.Probabilities(policy, [0.4, 0, 0.5, 2]);
        for (var s = 0; s < 4; s++)
        {
            Enumerable.Range(0, set.Count).Where(i => set.States[i] == s).Sum(i => probabilities[i])
                .Should().BeApproximately(new[] { 0.4, 0, 0.5, 2 }[s], 1e-12);
        }
    }

    [Fact]
    public void RefusesTooManyTrajectoriesAndBadArguments()
    {
        var mdp = Models.Random(3);
        ((Action)(() => TrajectorySet.Enumerate(mdp, 3, maxCount: 10))).Should().Throw<InvalidOperationException>().WithMessage("*more than 10 trajectories of 3 steps*");
        ((Action)(() => TrajectorySet.Enumerate(mdp, 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("steps");
        ((Action)(() => TrajectorySet.Enumerate(mdp, 1, new double[1, 1]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("logPrior");
        var set = TrajectorySet.Enumerate(mdp, 1);
        ((Action)(() => set.Probabilities(new double[4, 3], new double[4]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("policy");
        ((Action)(() => set.Probabilities(RandomMdps.Policy(1, 4, 3), [1]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("startWeights");
    }
}
