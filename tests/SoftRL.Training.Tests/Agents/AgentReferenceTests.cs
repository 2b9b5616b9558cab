using SoftRL.Agents.ActorCritic;
using SoftRL.Testing;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class AgentReferenceTests
{
    [Fact]
    public void TheReferenceIsTheAgentsPolicyAndHasNoMask()
    {
        var agent = new A2cAgent(new A2cOptions(), Learners.Context());
        using var reference = new AgentReference(agent);
        using var observations = rand(5, 4, generator: new Generator(1));
        using var expected = agent.LogPolicy(observations);
        using var logPrior = reference.LogProbabilities(observations)!;
        TensorAssert.AllClose(logPrior, expected, 0, 0);
        logPrior.requires_grad.Should().BeFalse();
        reference.Mask.Should().BeNull();
    }
}
