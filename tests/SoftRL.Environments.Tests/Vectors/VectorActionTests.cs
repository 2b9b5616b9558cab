namespace SoftRL.Environments.Tests;

public sealed class VectorActionTests
{
    [Fact]
    public void ActionVectorsReachTheirEnvironments()
    {
        using IVectorEnvironment vector = new VectorEnvironment(() => new Pusher(), 2, seed: 3);
        vector.Reset();
        var before = vector.Observations.ToArray();
        vector.Step([0.25f, 0.125f, -0.5f, 0f]);
        vector.Observations.ToArray().Should().Equal(before[0] + (0.25f + 0.125f), before[1] + -0.5f);
        (vector.Count, vector.ExactSnapshots).Should().Be((2, true));
        vector.ActionSpace.Should().Be(new BoxActions([-0.5f, 0], [0.5f, 0.25f]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ResultsWithActionVectorsDoNotDependOnThreadsAndSnapshotsContinue(int threads)
    {
        var spec = EnvironmentCatalog.Find("Pendulum-v1");
        using var one = spec.CreateVector(5, seed: 4);
        using var many = spec.CreateVector(5, seed: 4, threads);
        one.Reset();
        many.Reset();
        Play(one, 130).Should().Equal(Play(many, 130));
        using var restored = spec.CreateVector(5, seed: 99);
        Snapshots.Read(Snapshots.Write(one.Save), restored.Load);
        Play(restored, 150).Should().Equal(Play(one, 150), "an episode ended on the way");
    }

    [Fact]
    public void RefusesActionsOfTheOtherKindOrThatAreNotFinite()
    {
        using var discrete = new VectorEnvironment(() => new CartPole(), 2, 1);
        discrete.Reset();
        Refuses<InvalidOperationException>(() => discrete.Step([0f, 0f]), "CartPole takes indices*");
        using var box = new VectorEnvironment(() => new Pusher(), 2, 1);
        Refuses<InvalidOperationException>(() => box.Step(new float[4]), "*Reset*");
        box.Reset();
        var before = box.Observations.ToArray();
        Refuses<InvalidOperationException>(() => box.Step([0, 0]), "Pusher takes real-valued*");
        Refuses<ArgumentException>(() => box.Step([0f, 0f]), "*2 coordinates*2 environments with 2 each*");
        Refuses<ArgumentOutOfRangeException>(() => box.Step([0f, 0f, 0f, float.NaN]), "*Coordinate 1*environment 1*finite*");
        box.Observations.ToArray().Should().Equal(before, "nothing was stepped");
    }

    [Fact]
    public void AnEpisodeRecordReplacesTheSumOfRewards()
    {
        using var vector = new VectorEnvironment(() => new Recorded(new CartPole()), 1, 1);
        vector.Reset();
        var ends = 0;
        for (var step = 0; step < 100; step++)
        {
            vector.Step([1]);
            if (vector.Ends[0] != StepEnd.None)
            {
                ends++;
                var expected = ends % 2 == 0 ? (77f, 1000 + ends) : (0f, 0);
                (vector.EpisodeReturns[0], vector.EpisodeLengths[0]).Should().Be(expected);
            }
        }

        ends.Should().BeGreaterThan(3);
        IWrapper.Find<CartPole>(new Recorded(new CartPole())).Should().NotBeNull();
        IWrapper.Find<Pendulum>(new Recorded(new CartPole())).Should().BeNull();
        Refuses<ArgumentOutOfRangeException>(() => vector.Renderer(1), "*index*");
    }

    private static void Refuses<TException>(Action action, string message)
        where TException : Exception => action.Should().Throw<TException>().WithMessage(message);

    private static List<float> Play(IVectorEnvironment vector, int steps)
    {
        var random = new Xoshiro256(8);
        var actions = new float[vector.Count];
        var seen = new List<float>();
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                actions[i] = (4 * random.NextFloat()) - 2;
            }

            vector.Step(actions);
            seen.AddRange(vector.Observations);
            seen.AddRange(vector.Rewards);
        }

        return seen;
    }

    /// <summary>A game of which every second end is one.</summary>
    private sealed class Recorded(CartPole inner) : IEnvironment<int>, IWrapper, IEpisodeRecord
    {
        private int ends;

        public object Inner => inner;

        public ObservationSpace ObservationSpace => inner.ObservationSpace;

        public ActionSpace ActionSpace => inner.ActionSpace;

        public bool EpisodeFinished => ends % 2 == 0;

        public double EpisodeReturn => 77;

        public int EpisodeLength => 1000 + ends;

        public void Reset(ulong seed, Span<float> observation) => inner.Reset(seed, observation);

        public StepResult Step(int action, Span<float> observation)
        {
            var result = inner.Step(action, observation);
            ends += result.End == StepEnd.None ? 0 : 1;
            return result;
        }

        public void Save(BinaryWriter writer) => inner.Save(writer);

        public void Load(BinaryReader reader) => inner.Load(reader);
    }
}
