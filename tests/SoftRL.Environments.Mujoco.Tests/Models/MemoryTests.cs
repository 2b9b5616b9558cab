namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>Native memory has an owner who frees it. Alone, because the allocator is the process's.</summary>
[CollectionDefinition(nameof(NativeAllocator), DisableParallelization = true)]
public sealed class NativeAllocator;

[Collection(nameof(NativeAllocator))]
public sealed class MemoryTests
{
    [Fact]
    public void DisposingFreesEveryBlock()
    {
        using var blocks = new MemoryBlocks(LoadedLibrary.Current.Functions);
        var before = MemoryBlocks.Count;
        var model = MujocoModel.FromXml(ModelCache.Read("ant.xml"));
        var simulation = new MujocoSimulation(model);
        simulation.Step(10);
        MemoryBlocks.Count.Should().BeGreaterThan(before + 3, "a model and its data are blocks");
        model.Dispose();
        simulation.Dispose();
        MemoryBlocks.Count.Should().Be(before);
    }

    [Fact]
    public void AnEnvironmentFreesItsDataAndKeepsTheSharedModel()
    {
        using var first = Play.Make("Hopper-v5");
        using var blocks = new MemoryBlocks(LoadedLibrary.Current.Functions);
        var before = MemoryBlocks.Count;
        using (var second = Play.Make("Hopper-v5"))
        {
            second.Simulation.Model.Should().BeSameAs(first.Simulation.Model);
            second.Run(20);
        }

        MemoryBlocks.Count.Should().Be(before);
        first.Run(20);
    }
}
