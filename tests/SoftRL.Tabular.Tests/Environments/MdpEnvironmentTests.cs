using SoftRL.Environments;

namespace SoftRL.Tabular.Tests;

public class MdpEnvironmentTests
{
    [Fact]
    public void FollowsTheModelAndShowsItsState()
    {
        var environment = new MdpEnvironment(Models.TwoStates());
        var observation = new float[2];
        environment.Reset(1, observation);
        observation.Should().Equal(1, 0);
        environment.Step(0, observation).Should().Be(new StepResult(1, StepEnd.None));
        environment.Step(1, observation).Should().Be(new StepResult(0, StepEnd.None));
        observation.Should().Equal(0, 1);
        environment.Step(1, observation).Should().Be(new StepResult(4, StepEnd.Terminated));
        environment.State.Should().Be(1);
    }

    [Fact]
    public void AnIndexObservationIsTheStateItself()
    {
        var environment = new MdpEnvironment(CliffWalking.Create(), StateObservation.Index);
        var observation = new float[1];
        environment.Reset(1, observation);
        observation[0].Should().Be(36);
        environment.ObservationSpace.High[0].Should().Be(47);
    }

    [Fact]
    public void TheLimitTruncatesAndATerminationAtTheLimitStillTerminates()
    {
        var environment = new MdpEnvironment(Models.TwoStates(), maxSteps: 2);
        var observation = new float[2];
        environment.Reset(1, observation);
        environment.Step(0, observation).End.Should().Be(StepEnd.None);
        environment.Step(0, observation).End.Should().Be(StepEnd.Truncated);
        environment.Reset(1, observation);
        environment.Step(1, observation);
        environment.Step(0, observation).End.Should().Be(StepEnd.Terminated);
    }

    [Fact]
    public void VisitsStatesAsOftenAsTheOccupancySays()
    {
        // 40,000 episodes of a policy with γ = 1: the mean number of visits, each with its own standard error. z = 6 on four
        // means is a false alarm of 4 · 2e-9; a shift of 12 standard errors (about 6 %) is missed as rarely.
        var (mdp, policy) = (Models.Random(12), RandomMdps.Policy(2, 4, 3));
        var environment = new MdpEnvironment(mdp, StateObservation.Index);
        var random = new Xoshiro256(99);
        var (sums, squares, observation) = (new double[4], new double[4], new float[1]);
        const int episodes = 40_000;
        for (var episode = 0; episode < episodes; episode++)
        {
            var visits = new double[4];
            environment.Reset((ulong)episode, observation);
            for (var end = StepEnd.None; end == StepEnd.None;)
            {
                var s = (int)observation[0];
                visits[s]++;
                var draw = random.NextDouble();
                end = environment.Step(draw < policy[s, 0] ? 0 : draw < policy[s, 0] + policy[s, 1] ? 1 : 2, observation).End;
            }

            for (var s = 0; s < 4; s++)
            {
                sums[s] += visits[s];
                squares[s] += visits[s] * visits[s];
            }
        }

        var expected = Occupancy.Discounted(mdp, policy, 1);
        for (var s = 0; s < 4; s++)
        {
            var mean = sums[s] / episodes;
            var error = Math.Sqrt(((squares[s] / episodes) - (mean * mean)) / episodes);
            mean.Should().BeApproximately(expected[s], 6 * error);
        }
    }

    [Fact]
    public void ASnapshotContinuesBitForBit()
    {
        var environment = new MdpEnvironment(Models.Random(3, termination: 0));
        var observation = new float[4];
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        environment.Save(writer);
        environment.Reset(5, observation);
        environment.Step(1, observation);
        environment.Save(writer);
        var expected = Enumerable.Range(0, 20).Select(i => environment.Step(i % 3, observation)).ToArray();

        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        var twin = new MdpEnvironment(Models.Random(3, termination: 0));
        twin.Load(reader);
        ((Action)(() => twin.Step(0, new float[4]))).Should().Throw<InvalidOperationException>("nothing was running");
        twin.Load(reader);
        Enumerable.Range(0, 20).Select(i => twin.Step(i % 3, observation)).Should().Equal(expected);
    }

    [Fact]
    public void RefusesTheSnapshotOfAnotherModel()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        new MdpEnvironment(CliffWalking.Create()).Save(writer);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        var other = new MdpEnvironment(Models.TwoStates());
        ((Action)(() => other.Load(reader))).Should().Throw<InvalidDataException>().WithMessage("*48 states*");
    }

    [Fact]
    public void RefusesBadArguments()
    {
        ((Action)(() => _ = new MdpEnvironment(Models.TwoStates(), maxSteps: 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("maxSteps");
        ((Action)(() => _ = new MdpEnvironment(Models.TwoStates(), (StateObservation)7))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("observation");
        var environment = new MdpEnvironment(Models.TwoStates());
        ((Action)(() => environment.Step(0, new float[2]))).Should().Throw<InvalidOperationException>();
        environment.Reset(1, new float[2]);
        ((Action)(() => environment.Step(2, new float[2]))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("action");
        ((Action)(() => environment.Reset(1, new float[3]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("observation");
    }
}
