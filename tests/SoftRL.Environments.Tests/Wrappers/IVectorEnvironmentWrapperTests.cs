namespace SoftRL.Environments.Tests;

public sealed class IVectorEnvironmentWrapperTests
{
    [Fact]
    public void WhatIsNotOverriddenComesFromInside()
    {
        var inside = new VectorEnvironment(() => new Countdown { Start = 3 }, 2, seed: 4);
        var counted = new Counted(inside);
        using IVectorEnvironment outside = counted;
        using var twin = new VectorEnvironment(() => new Countdown { Start = 3 }, 2, seed: 4);
        outside.Reset();
        twin.Reset();
        (outside.Count, outside.ObservationSpace, outside.ActionSpace, outside.ExactSnapshots).Should().Be((2, inside.ObservationSpace, inside.ActionSpace, inside.ExactSnapshots));
        var ends = 0;
        for (var step = 0; step < 40; step++)
        {
            outside.Step([0, 0]);
            twin.Step([0, 0]);
            outside.Observations.ToArray().Should().Equal(twin.Observations.ToArray());
            outside.Rewards.ToArray().Should().Equal(twin.Rewards.ToArray());
            outside.Ends.ToArray().Should().Equal(twin.Ends.ToArray());
            outside.FinalObservations.ToArray().Should().Equal(twin.FinalObservations.ToArray());
            outside.EpisodeReturns.ToArray().Should().Equal(twin.EpisodeReturns.ToArray());
            outside.EpisodeLengths.ToArray().Should().Equal(twin.EpisodeLengths.ToArray());
            ends += outside.Ends.ToArray().Count(end => end != StepEnd.None);
        }

        (counted.Steps, ends > 0).Should().Be((40, true));
        Snapshots.Read(Snapshots.Write(outside.Save), twin.Load);
        Snapshots.Write(twin.Save).Should().Equal(Snapshots.Write(outside.Save));
        outside.Invoking(it => it.Step([0.5f, 0.5f])).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void IsLookedThrough()
    {
        var inside = new VectorEnvironment(() => new CartPole(), 1, seed: 4);
        using IVectorEnvironment outside = new Counted(new NormalizedVectorEnvironment(inside));
        IWrapper.Find<VectorEnvironment>(outside).Should().BeSameAs(inside);
        outside.Renderer(0).Should().BeSameAs(inside.Renderer(0)).And.NotBeNull();
    }

    private sealed class Counted(IVectorEnvironment inner) : IVectorEnvironmentWrapper
    {
        public IVectorEnvironment Inner => inner;

        public int Steps { get; private set; }

        public void Step(ReadOnlySpan<int> actions)
        {
            inner.Step(actions);
            Steps++;
        }

        public void Dispose() => inner.Dispose();
    }
}
