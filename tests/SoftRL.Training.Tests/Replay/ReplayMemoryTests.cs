using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class ReplayMemoryTests
{
    private const double Discount = 0.9;

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(3, 1, false)]
    [InlineData(3, 4, false)]
    [InlineData(2, 3, true)]
    public void EveryTransitionIsTheOneThatWasLived(int environments, int steps, bool images)
    {
        // The memory wraps around more than once; the game tells from any observation what came next.
        using var game = new ReplayGame(environments, images);
        using var memory = game.Memory(40);
        using var batch = game.Batch(64);
        var random = new Xoshiro256(3);
        for (var rollout = 0; rollout < 30; rollout++)
        {
            game.Play(memory, 4);
            memory.Sample(batch, steps, Discount, ref random);
            for (var row = 0; row < batch.Size; row++)
            {
                game.Verify(batch, row, steps, Discount);
            }
        }

        memory.Count.Should().BeInRange(36, 40 + environments, "a truncated end takes a slot of its own");
    }

    [Fact]
    public void APartOfAMinibatchIsItsRows()
    {
        using var game = new ReplayGame(2, images: false);
        using var memory = game.Memory(40);
        using var batch = game.Batch(7);
        using var part = batch.Part(2, 3);
        var random = new Xoshiro256(3);
        game.Play(memory, 20);
        memory.Sample(batch, 2, Discount, ref random);
        part.Size.Should().Be(3);
        float[] Rows(Tensor whole) => whole.flatten(1).narrow(0, 2, 3).data<float>().ToArray();
        using var scope = TorchSharp.torch.NewDisposeScope();
        part.Observations.flatten(1).data<float>().ToArray().Should().Equal(Rows(batch.Observations));
        part.NextObservations.flatten(1).data<float>().ToArray().Should().Equal(Rows(batch.NextObservations));
        part.Returns.data<float>().ToArray().Should().Equal(batch.Returns.data<float>().ToArray()[2..5]);
        part.BootstrapDiscounts.data<float>().ToArray().Should().Equal(batch.BootstrapDiscounts.data<float>().ToArray()[2..5]);
        part.Weights.data<float>().ToArray().Should().Equal(batch.Weights.data<float>().ToArray()[2..5]);
        part.Actions.shape[0].Should().Be(3);
        var beyond = () => batch.Part(5, 3);
        beyond.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*count*1*2*");
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(3, 7, false)]
    [InlineData(2, 9, true)]
    public void EveryPathIsOneThatWasLived(int environments, int steps, bool images)
    {
        using var game = new ReplayGame(environments, images);
        using var memory = game.Memory(20 * environments);
        using var paths = game.Paths(steps, 5);
        var random = new Xoshiro256(3);
        memory.HoldsPaths(steps).Should().BeFalse();
        var truncated = false;
        for (var rollout = 0; rollout < 20; rollout++)
        {
            using var scope = NewDisposeScope();
            game.Play(memory, 3);
            memory.HoldsPaths(steps).Should().Be(3 * (rollout + 1) >= steps);
            if (memory.HoldsPaths(steps))
            {
                memory.SamplePaths(paths, ref random);
                truncated |= Enumerable.Range(0, 5).Any(path => game.VerifyPath(paths, path));
            }
        }

        truncated.Should().BeTrue();
    }

    [Fact]
    public void PathsLongerThanWhatIsHeldAreRefused()
    {
        using var game = new ReplayGame(2, images: false);
        using var memory = game.Memory(40);
        game.Play(memory, 4);
        using var paths = game.Paths(5, 3);
        var random = new Xoshiro256(3);
        ((Action)(() => memory.SamplePaths(paths, ref random))).Should().Throw<InvalidOperationException>().WithMessage("*5 consecutive steps*");
    }

    [Fact]
    public void DrawsAreUniformOverTheStepsHeld()
    {
        // 20,000 draws over about 36 steps: chi-squared with 35 degrees of freedom exceeds 80 with probability 2e-5.
        using var game = new ReplayGame(1, images: false);
        using var memory = game.Memory(40);
        for (var rollout = 0; rollout < 20; rollout++)
        {
            game.Play(memory, 4);
        }

        using var batch = game.Batch(100);
        var random = new Xoshiro256(5);
        var counts = new Dictionary<float, int>();
        for (var draw = 0; draw < 200; draw++)
        {
            memory.Sample(batch, 1, Discount, ref random);
            foreach (var observation in batch.Observations.select(1, 0).data<float>().ToArray())
            {
                counts[observation] = counts.GetValueOrDefault(observation) + 1;
            }
        }

        counts.Should().HaveCount(memory.Count);
        var expected = 20_000.0 / memory.Count;
        counts.Values.Sum(count => (count - expected) * (count - expected) / expected).Should().BeLessThan(80);
    }

    [Fact]
    public void PrioritiesDecideHowOftenATransitionIsDrawnAndWeightsUndoIt()
    {
        using var game = new ReplayGame(1, images: false);
        using var memory = game.Memory(64, priorityExponent: 1);
        game.Play(memory, 10);
        using var batch = game.Batch(400);
        var random = new Xoshiro256(5);
        // Error 3 for even observations, 1 for odd ones.
        for (var round = 0; round < 20; round++)
        {
            memory.Sample(batch, 1, Discount, ref random);
            memory.SetPriorities(batch, [.. batch.Observations.select(1, 0).data<float>().ToArray().Select(value => (int)value % 2 == 0 ? -3f : 1f)]);
        }

        memory.Sample(batch, 1, Discount, ref random, correction: 1);
        var drawn = batch.Observations.select(1, 0).data<float>().ToArray();
        var weights = batch.Weights.data<float>().ToArray();
        // 400 draws with probability 3/4 for even ones: deviation 0.022, so 0.1 is 4.6 of them.
        (drawn.Count(value => (int)value % 2 == 0) / 400.0).Should().BeApproximately(0.75, 0.1);
        drawn.Zip(weights).Should().OnlyContain(pair => Math.Abs(pair.Second - ((int)pair.First % 2 == 0 ? 1 / 3f : 1f)) < 1e-4);
        memory.Sample(batch, 1, Discount, ref random, correction: 0);
        batch.Weights.data<float>().ToArray().Should().OnlyContain(weight => weight == 1);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 0.6)]
    public void ASavedMemoryDrawsTheSame(bool images, double exponent)
    {
        var directory = Directory.CreateTempSubdirectory("softrl-replay-").FullName;
        try
        {
            using var game = new ReplayGame(2, images);
            using var memory = game.Memory(30, exponent);
            for (var rollout = 0; rollout < 9; rollout++)
            {
                game.Play(memory, 4);
            }

            var store = new CheckpointStore(directory, 2);
            store.Save(1, writer => memory.Save(writer));
            using var restored = game.Memory(30, exponent);
            restored.Load(store.LoadLatest().Latest!);
            restored.Count.Should().Be(memory.Count);
            game.Play([memory, restored], 3);
            using var one = game.Batch(50);
            using var two = game.Batch(50);
            var (left, right) = (new Xoshiro256(4), new Xoshiro256(4));
            memory.Sample(one, 3, Discount, ref left);
            restored.Sample(two, 3, Discount, ref right);
            foreach (var (first, second) in new[] { (one.Observations, two.Observations), (one.NextObservations, two.NextObservations), (one.Returns, two.Returns), (one.Weights, two.Weights) })
            {
                first.data<float>().ToArray().Should().Equal(second.data<float>().ToArray());
            }

            using var other = game.Memory(40, exponent);
            ((Action)(() => other.Load(store.LoadLatest().Latest!))).Should().Throw<CheckpointException>().WithMessage("*another replay memory*");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void AnAtariReplayOfAMillionStepsFits()
    {
        var stack = ObservationSpace.Uniform([4, 84, 84], 0, 255, ElementType.UInt8).AsStack(4);
        using var memory = new ReplayMemory(1_000_000, 8, stack, new DiscreteActions(6));
        memory.ObservationBytes.Should().BeLessThan(7_100_000_000, "frames are stored once, as bytes");
        GC.GetTotalMemory(false).Should().BeLessThan(400_000_000, "the rest is small and what is not written is not committed");
    }

    [Fact]
    public void WrongUseIsRefused()
    {
        using var game = new ReplayGame(2, images: false);
        using var memory = game.Memory(20);
        using var batch = game.Batch(4);
        var random = new Xoshiro256(1);
        ((Action)(() => memory.Sample(batch, 1, Discount, ref random))).Should().Throw<InvalidOperationException>().WithMessage("*empty*");
        using var three = new ReplayGame(3, images: false);
        ((Action)(() => three.Play(memory, 2))).Should().Throw<ArgumentException>().WithMessage("*3 environments*2*");
        ((Action)(() => game.Memory(3))).Should().Throw<ArgumentException>().WithMessage("*capacity*");
        ((Action)(() => game.Memory(30, 2))).Should().Throw<ArgumentException>().WithMessage("*priorityExponent*");
        ((Action)(() => _ = new ReplayBatch(0, ObservationSpace.Uniform([1]), new DiscreteActions(2), CPU))).Should().Throw<ArgumentException>().WithMessage("*size*");
        memory.Dispose();
        ((Action)(() => game.Play(memory, 1))).Should().Throw<ObjectDisposedException>();
    }
}
