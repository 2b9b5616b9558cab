namespace SoftRL.Environments.Tests;

public sealed class VectorFailureTests
{
    /// <summary>Work per step: none keeps it on the caller's thread, some shares it with the helping thread.</summary>
    public static TheoryData<int, double> Threads => new() { { 1, 0 }, { 2, 0 }, { 2, 30 } };

    [Theory]
    [MemberData(nameof(Threads))]
    public void AnExceptionIsRethrownNamingTheLowestEnvironment(int threads, double work)
    {
        using var vector = Make(threads, index => new Countdown
        {
            WorkMicroseconds = work,
            FailAt = count => index is 2 or 4 && count <= 3 ? new TimeoutException($"stuck {index}") : null,
        });
        var failure = StepUntilFailure(vector);
        failure.EnvironmentIndex.Should().BeOneOf(2, 4);
        failure.InnerException.Should().BeOfType<TimeoutException>().Which.Message.Should().Be($"stuck {failure.EnvironmentIndex}");
        failure.Message.Should().Match($"Environment {failure.EnvironmentIndex} (Countdown), step * of its episode 0, threw: stuck *");
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void WhenSeveralFailTogetherTheLowestIsNamed(int threads, double work)
    {
        using var vector = Make(threads, index => new Countdown
        {
            WorkMicroseconds = work,
            FailAt = _ => index >= 1 ? new TimeoutException() : null,
        });
        StepUntilFailure(vector).EnvironmentIndex.Should().Be(1);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void AnObservationThatIsNotFiniteIsNamedWithItsElement(float value)
    {
        using var vector = Make(1, index => new Countdown { ObserveAt = count => index == 3 && count == 7 ? value : null });
        var failure = StepUntilFailure(vector);
        failure.EnvironmentIndex.Should().Be(3);
        failure.ObservationElement.Should().Be(0);
        failure.Message.Should().Match("Environment 3 (Countdown), step * of its episode 0, left element 0 of its observation *");
    }

    /// <summary>Every element of a row that is not a multiple of the vector width, one at a time.</summary>
    [Fact]
    public void AValueThatIsNotFiniteIsFoundAnywhereInTheObservation()
    {
        const int Size = 37;
        for (var element = 0; element < Size; element++)
        {
            var broken = element;
            using var vector = new VectorEnvironment(() => new Wide(Size, broken), 1, 1);
            FluentActions.Invoking(vector.Reset).Should().Throw<EnvironmentException>().Which.ObservationElement.Should().Be(broken);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ARewardThatIsNotFiniteIsRefused(float value)
    {
        using var vector = Make(1, index => new Countdown { RewardAt = count => index == 1 && count == 9 ? value : null });
        var failure = StepUntilFailure(vector);
        failure.EnvironmentIndex.Should().Be(1);
        failure.ObservationElement.Should().BeNull();
        failure.Message.Should().Contain("Reward = ");
    }

    [Fact]
    public void AnObservationThatIsTooShortIsFoundAtTheReset()
    {
        using var vector = Make(1, _ => new Countdown { Written = 1 });
        var failure = FluentActions.Invoking(vector.Reset).Should().Throw<EnvironmentException>().Which;
        failure.EnvironmentIndex.Should().Be(0);
        failure.ObservationElement.Should().Be(1);
    }

    [Fact]
    public void AnObservationThatIsTooLongIsFound()
    {
        using var vector = Make(1, _ => new Countdown { Written = 3 });
        var failure = FluentActions.Invoking(vector.Reset).Should().Throw<EnvironmentException>().Which;
        failure.EnvironmentIndex.Should().Be(0);
        failure.InnerException.Should().BeOfType<ArgumentException>();
    }

    [Fact]
    public void AfterAFailureOnlyAResetHelps()
    {
        var broken = true;
        using var vector = Make(2, _ => new Countdown { FailAt = _ => broken ? new TimeoutException() : null });
        StepUntilFailure(vector);
        FluentActions.Invoking(() => vector.Step(new int[6])).Should().Throw<InvalidOperationException>().WithMessage("*Reset*");
        broken = false;
        vector.Reset();
        vector.Step(new int[6]);
    }

    private static VectorEnvironment Make(int threads, Func<int, Countdown> make)
    {
        var index = 0;
        return new VectorEnvironment(() => make(index++), 6, seed: 1, threads);
    }

    private static EnvironmentException StepUntilFailure(VectorEnvironment vector)
    {
        vector.Reset();
        var play = () =>
        {
            for (var i = 0; i < 100; i++)
            {
                vector.Step(new int[6]);
            }
        };
        return play.Should().Throw<EnvironmentException>().Which;
    }

    private sealed class Wide(int size, int broken) : IEnvironment<int>
    {
        public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([size]);

        public ActionSpace ActionSpace { get; } = new DiscreteActions(1);

        public void Reset(ulong seed, Span<float> observation)
        {
            observation.Fill(float.MaxValue);
            observation[broken] = float.NegativeInfinity;
        }

        public StepResult Step(int action, Span<float> observation) => new(0, StepEnd.Terminated);

        public void Save(BinaryWriter writer) => writer.Write(0);

        public void Load(BinaryReader reader) => reader.ReadInt32();
    }
}
