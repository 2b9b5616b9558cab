using SoftRL.Agents.Dqn;
using SoftRL.Agents.Sac;
using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

[Collection(Alone.Name)]
public sealed class SharedMinibatchMemoryTests
{
    [Theory]
    [InlineData("dqn", "CartPole-v1")]
    [InlineData("sac", "Pendulum-v1")]
    [InlineData("sac", "CartPole-v1")]
    [InlineData("ddpg", "Pendulum-v1")]
    public void NoThreadKeepsTensorsOfAnUpdate(string name, string environmentId)
    {
        var spec = EnvironmentCatalog.Find(environmentId);
        var descriptor = new AgentCatalog(DqnAgent.Descriptor, SacAgent.Descriptor, DdpgAgent.Descriptor).Find(name);
        var options = OptionsBinder.Apply(descriptor.DefaultOptions(), ["learning-starts=20", "replay-capacity=200", "batch-size=4", "hidden=4"]);
        var context = new AgentContext(spec.ObservationSpace, spec.ActionSpace, 1, CPU, 1, 1_000, _ => FixedReference.CountingMeasure()) { Shards = 3 };
        using var agent = descriptor.Create(options, context);
        using var practice = new Practice(agent, spec, 1);

        // Of the whole process, and nothing runs beside: what earlier tests left is finalised before it is counted.
        long Train(int updates)
        {
            practice.Update(updates, reportEvery: 10);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Tensor.TotalCount;
        }

        var before = Train(50);
        Train(100).Should().Be(before);
    }
}
