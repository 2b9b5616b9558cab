using SoftRL.Agents.ActorCritic;
using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

[Collection(Alone.Name)]
public sealed class SteadyStateTests
{
    private const int Updates = 100_000;

    [Fact]
    [Trait("Category", "Slow")]
    public void TensorsAndManagedBytesDoNotGrowOverAHundredThousandUpdates()
    {
        var spec = EnvironmentCatalog.Find("CartPole-v1");
        var uniform = (string _) => (IReferencePolicy)FixedReference.From(tensor(new[] { MathF.Log(0.5f), MathF.Log(0.5f) }), CPU);
        using var agent = new A2cAgent(
            new A2cOptions { RolloutLength = 1, Hidden = "4" }, new AgentContext(spec.ObservationSpace, spec.ActionSpace, 1, CPU, 1, Updates, uniform));
        using var environment = spec.CreateVector(1, 3);
        environment.Reset();
        using var rollout = new RolloutBuffer(1, 1, spec.ObservationSpace, CPU);
        var collector = new RolloutCollector(environment, rollout, new EpisodeStatistics());
        var random = new Xoshiro256(4);

        long Train(int updates)
        {
            for (var update = 0; update < updates; update++)
            {
                collector.Collect(agent, ref random);
                agent.Update(rollout, update, report: update % 1_000 == 0);
            }

            return GC.GetTotalMemory(forceFullCollection: true);
        }

        var bytesBefore = Train(Updates / 10);
        var tensorsBefore = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var bytesAfter = Train(Updates);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(tensorsBefore);
        // A leak of one byte an update would be 100,000.
        (bytesAfter - bytesBefore).Should().BeLessThan(50_000);
    }
}
