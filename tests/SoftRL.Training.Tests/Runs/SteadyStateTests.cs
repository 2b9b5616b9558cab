using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.Dqn;
using SoftRL.Agents.Sac;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

[Collection(Alone.Name)]
public sealed class SteadyStateTests
{
    private const int Updates = 100_000;

    [Theory]
    [InlineData("a2c", "CartPole-v1", "rollout-length=1", "hidden=4")]
    [InlineData("dqn", "CartPole-v1", "learning-starts=50", "replay-capacity=200", "batch-size=4", "hidden=4")]
    [InlineData("sac", "Pendulum-v1", "learning-starts=50", "replay-capacity=200", "batch-size=4", "hidden=4")]
    public void MemoryDoesNotGrowOverAHundredThousandUpdates(string name, string environmentId, params string[] assignments)
    {
        var spec = EnvironmentCatalog.Find(environmentId);
        var descriptor = new AgentCatalog(A2cAgent.Descriptor, DqnAgent.Descriptor, SacAgent.Descriptor).Find(name);
        var uniform = (string _) => (IReferencePolicy)FixedReference.From(tensor(new[] { MathF.Log(0.5f), MathF.Log(0.5f) }), CPU);
        using var agent = descriptor.Create(
            OptionsBinder.Apply(descriptor.DefaultOptions(), assignments), new AgentContext(spec.ObservationSpace, spec.ActionSpace, 1, CPU, 1, Updates, uniform));
        using var practice = new Practice(agent, spec, 1);

        long Train(int updates)
        {
            practice.Update(updates, reportEvery: 1_000);
            return GC.GetTotalMemory(forceFullCollection: true);
        }

        var managedBefore = Train(Updates / 10);
        var tensorsBefore = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var residentBefore = Environment.WorkingSet;
        var managedAfter = Train(Updates);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(tensorsBefore);
        // A leak of one byte an update would be 100,000.
        (managedAfter - managedBefore).Should().BeLessThan(50_000);
        // The smallest native block is 32 bytes, and a tensor takes several: 3,200,000 and more. The rest is the allocator's and the compiler's.
        (Environment.WorkingSet - residentBefore).Should().BeLessThan(16 * 1024 * 1024);
    }
}
