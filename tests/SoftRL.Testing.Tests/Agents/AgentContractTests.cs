namespace SoftRL.Testing.Tests;

public sealed class AgentContractTests
{
    [Fact]
    public void AnAgentWithoutFaultKeepsTheContract() => new AgentContract(FaultyAgent.Descriptor(Fault.None)).CheckAll();

    [Fact]
    public void AnAgentThatForgetsItsStateIsFound()
        => Broken(Fault.ForgetsItsState, contract => contract.StoppingAndResumingChangesNothing()).WithMessage("*exact resume*");

    [Fact]
    public void AnAgentThatDrawsFromElsewhereIsFound()
        => Broken(Fault.DrawsFromElsewhere, contract => contract.SameSeedGivesTheSameBits()).WithMessage("*determinism*one seed*");

    [Fact]
    public void AnAgentThatIgnoresItsSeedIsFound()
        => Broken(Fault.IgnoresItsSeed, contract => contract.SameSeedGivesTheSameBits()).WithMessage("*determinism*different seeds*");

    [Fact]
    public void AnAgentWhoseGreedyActionsChangeIsFound()
        => Broken(Fault.WaversWhenGreedy, contract => contract.ActionsAreInRangeAndGreedyIsRepeatable()).WithMessage("*greedy*");

    [Fact]
    public void AnAgentThatLeavesTensorsBehindIsFound()
    {
        var act = () => new AgentContract(FaultyAgent.Descriptor(Fault.LeavesATensor)).NoTensorStaysBehind();
        act.Should().Throw<TensorCheckException>();
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<AgentContractException> Broken(Fault fault, Action<AgentContract> check)
    {
        var act = () => check(new AgentContract(FaultyAgent.Descriptor(fault)));
        return act.Should().Throw<AgentContractException>();
    }
}
