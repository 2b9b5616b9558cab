using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class TrainedNetworkTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("softrl-network-").FullName;

    [Fact]
    public void AStepGoesDownhillAndIsClippedAndFollowsTheSchedule()
    {
        using var learner = Learners.Create();
        var trained = learner.Trained;
        using var input = rand(32, 4, generator: new Generator(1));
        var before = Step(trained, input, 1);
        trained.LastGradientNorm.Should().BePositive();
        for (var step = 2; step < 50; step++)
        {
            _ = Step(trained, input, step);
        }

        Step(trained, input, 50).Should().BeLessThan(before);
    }

    [Fact]
    public void TheLearningRateOfTheStepIsReturned()
    {
        var settings = Learners.Settings with { LearningRate = Schedule.Parse("linear:1e-3:0") };
        using var learner = new ActorCriticLearner(Learners.Context(), TorsoKind.Mlp, [8], settings, FixedReference.CountingMeasure());
        using var scope = NewDisposeScope();
        using var input = rand(2, 4, generator: new Generator(2));
        learner.Trained.Minimise(learner.Trained.Network.call(input).mean(), 500).Should().BeApproximately(5e-4, 1e-9, "half of the 1,000 steps of the run");
    }

    [Theory]
    [InlineData(OptimizerKind.RmsProp)]
    [InlineData(OptimizerKind.Adam)]
    public void SavingAndLoadingGoesOnAsIfNothingHadHappened(OptimizerKind kind)
    {
        var settings = Learners.Settings with { Kind = kind };
        using var original = new ActorCriticLearner(Learners.Context(1), TorsoKind.Mlp, [8], settings, FixedReference.CountingMeasure());
        using var copy = new ActorCriticLearner(Learners.Context(2), TorsoKind.Mlp, [8], settings, FixedReference.CountingMeasure());
        using var input = rand(16, 4, generator: new Generator(3));
        _ = Step(original.Trained, input, 1);
        var store = new CheckpointStore(_directory);
        store.Save(1, writer => original.Trained.Save(writer, "network"));
        copy.Trained.Load(store.Load(1), "network");
        for (var step = 2; step < 5; step++)
        {
            _ = Step(original.Trained, input, step);
            _ = Step(copy.Trained, input, step);
        }

        copy.Trained.Parameters.Values.data<float>().ToArray().Should().Equal(original.Trained.Parameters.Values.data<float>().ToArray());
    }

    [Fact]
    public void WeightsAreStoredUnderTheNetworksOwnNames()
    {
        using var learner = Learners.Create();
        var store = new CheckpointStore(_directory);
        store.Save(1, writer => learner.Trained.Save(writer));
        using var stream = store.Load(1).Open("model.safetensors");
        SafeTensorsFile.Open(stream).Tensors.Select(info => info.ToString()).Should().Equal(
            learner.Trained.Parameters.Names.Select(pair => $"{pair.Name} F32 [{string.Join(", ", pair.Shape)}]"));
    }

    [Fact]
    public void TheCheckpointOfAnotherNetworkIsRefusedByTensor()
    {
        using var small = Learners.Create();
        using var large = new ActorCriticLearner(Learners.Context(), TorsoKind.Mlp, [16], Learners.Settings, FixedReference.CountingMeasure());
        var store = new CheckpointStore(_directory);
        store.Save(1, writer => small.Trained.Save(writer));
        var act = () => large.Trained.Load(store.Load(1));
        act.Should().Throw<CheckpointException>().WithMessage("*does not fit this agent*[16, 4]*[8, 4]*");
    }

    [Fact]
    public void TensorPartsKeepValuesAndMetadata()
    {
        using var written = tensor(new[] { 1f, float.NaN, -0f, float.Epsilon }).view(2, 2);
        using var read = zeros(2, 2);
        var store = new CheckpointStore(_directory);
        store.Save(1, writer => TensorParts.Write(writer, "part.safetensors", [("t", written)], new Dictionary<string, string> { ["key"] = "value" }));
        TensorParts.Read(store.Load(1), "part.safetensors", [("t", read)])["key"].Should().Be("value");
        read.bytes.ToArray().Should().Equal(written.bytes.ToArray());
        var act = () => TensorParts.Read(store.Load(1), "part.safetensors", [("u", read)]);
        act.Should().Throw<CheckpointException>().WithMessage("*u F32 [2, 2]*nothing of that name*");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static float Step(TrainedNetwork trained, Tensor input, long step)
    {
        using var scope = NewDisposeScope();
        var loss = trained.Network.call(input).square().mean();
        trained.Minimise(loss, step);
        return loss.item<float>();
    }
}
