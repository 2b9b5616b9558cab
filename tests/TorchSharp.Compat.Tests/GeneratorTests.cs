using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

public sealed class GeneratorTests
{
    [Fact]
    public void SeedZeroDrawsTheKnownNormalNumbers()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(0);
        randn(3, generator: generator).data<float>().ToArray().Should().Equal(1.5409961f, -0.2934289f, -2.1787894f);
        manual_seed(0);
        randn(3).data<float>().ToArray().Should().Equal(1.5409961f, -0.2934289f, -2.1787894f);
    }

    [Fact]
    public void GeneratorsAreIndependentOfEachOtherAndOfTheDefaultOne()
    {
        using var scope = NewDisposeScope();
        using var a = new Generator(7);
        using var b = new Generator(7);
        var first = rand(4, generator: a);
        manual_seed(99);
        rand(10);
        rand(4, generator: b).Equals(first).Should().BeTrue();
        rand(4, generator: b).Equals(first).Should().BeFalse();
    }

    [Fact]
    public void AStateThatIsRestoredDrawsTheSameAgain()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        randn(17, generator: generator);
        var state = generator.get_state();
        state.dtype.Should().Be(ScalarType.Byte);
        var x = randn(5, generator: generator);
        generator.set_state(state);
        randperm(6, zeros(6, dtype: int64)).sum().item<long>().Should().Be(15);
        randn(5, generator: generator).Equals(x).Should().BeTrue();
    }

    [Fact]
    public void EveryDrawAcceptsAGenerator()
    {
        using var scope = NewDisposeScope();
        static Tensor[] Draw()
        {
            using var g = new Generator(11);
            return
            [
                rand(3, generator: g), randn(3, generator: g), randint(0, 100, new long[] { 3 }, generator: g), randperm(9, generator: g),
                ones(2, 5).multinomial(2, generator: g), full([8], 0.5).bernoulli(g), zeros(3).normal_(0, 1, g), zeros(3).uniform_(0, 1, g),
                zeros(3).random_(0, 10, g), zeros(3).exponential_(1, g), normal(0, 1, [3], generator: g), ones(3).poisson(g), zeros(4).bernoulli_(0.5, g),
                _standard_gamma(ones(3), g), _sample_dirichlet(ones(3), g),
            ];
        }

        var first = Draw();
        var second = Draw();
        for (var i = 0; i < first.Length; i++)
        {
            first[i].Equals(second[i]).Should().BeTrue($"draw {i}");
        }
    }

    [Fact]
    public void SeedsCanBeReadBackAndSetAgain()
    {
        using var generator = new Generator(42);
        generator.initial_seed().Should().Be(42);
        generator.manual_seed(43).Should().BeSameAs(generator);
        generator.initial_seed().Should().Be(43);
        generator.device.type.Should().Be(DeviceType.CPU);
        generator.Dispose();
        generator.Invoking(g => g.get_state()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void TheDefaultStateCanBeSaved()
    {
        using var scope = NewDisposeScope();
        manual_seed(8).Should().NotBeNull();
        var state = get_rng_state();
        var x = rand(3);
        set_rng_state(state);
        rand(3).Equals(x).Should().BeTrue();
    }
}
