using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ.Tests;

public sealed class PlainSoftQAgentTests
{
    [Fact]
    public void TheHeadChoosesTheAgent()
    {
        using var plain = SoftQAgent.Descriptor.Create(new SoftQOptions { Head = QHead.Plain }, Context());
        using var dueling = SoftQAgent.Descriptor.Create(new SoftQOptions { Head = QHead.Dueling }, Context());
        plain.Should().BeOfType<PlainSoftQAgent>();
        dueling.Should().BeOfType<SoftQAgent>();
        plain.Parameters[0].Count.Should().BeLessThan(dueling.Parameters[0].Count, "the plain network has no value output");
    }

    [Fact]
    public void TheTargetNetworkIsRenewedWhenItsTimeHasCome()
    {
        // With the same rollout, the second update differs only through the targets.
        Updated(targetUpdateSteps: 1).Should().NotEqual(Updated(targetUpdateSteps: 1_000_000));
        Updated(targetUpdateSteps: 1_000).Should().Equal(Updated(targetUpdateSteps: 1_000_000));
    }

    private static AgentContext Context()
    {
        var spec = EnvironmentCatalog.Find("CartPole-v1");
        return new AgentContext(spec.ObservationSpace, spec.ActionSpace, 4, CPU, 1, 1000, _ => FixedReference.CountingMeasure());
    }

    private static float[] Updated(int targetUpdateSteps)
    {
        using var agent = new PlainSoftQAgent(new SoftQOptions { Head = QHead.Plain, TargetUpdateSteps = targetUpdateSteps }, Context());
        using var environment = EnvironmentCatalog.Find("CartPole-v1").CreateVector(4, seed: 1);
        using var rollout = new RolloutBuffer(agent.RolloutLength, 4, environment.ObservationSpace, CPU);
        environment.Reset();
        var random = new Xoshiro256(1);
        new RolloutCollector(environment, rollout, new EpisodeStatistics()).Collect(agent, ref random);
        for (var update = 1; update <= 3; update++)
        {
            agent.Update(rollout, 20 * update, report: false);
        }

        return agent.Parameters[0].Values.data<float>().ToArray();
    }
}
