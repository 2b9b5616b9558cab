using SoftRL.Agents.ActorCritic;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Testing.Tests;

/// <summary>What can be wrong with an agent.</summary>
public enum Fault
{
    None,
    ForgetsItsState,
    DrawsFromElsewhere,
    LeavesATensor,
    WaversWhenGreedy,
    IgnoresItsSeed,
}

/// <summary>An A2C with one fault built in.</summary>
public sealed class FaultyAgent(A2cAgent agent, Fault fault) : IAgent
{
    private static int s_elsewhere;

    public static AgentDescriptor Descriptor(Fault fault) => AgentDescriptor.For<A2cOptions>(
        "faulty", "An A2C with a fault", (options, context) => new FaultyAgent(new A2cAgent(options, fault == Fault.IgnoresItsSeed ? context with { Seed = 1 } : context), fault));

    public int RolloutLength => agent.RolloutLength;

    public IReadOnlyList<FlatParameters> Parameters => agent.Parameters;

    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions)
    {
        if (fault == Fault.DrawsFromElsewhere)
        {
            var elsewhere = new Xoshiro256((ulong)Interlocked.Increment(ref s_elsewhere));
            agent.Act(observations, ref elsewhere, actions);
        }
        else if (fault == Fault.IgnoresItsSeed)
        {
            // Whatever the environments show, so that nothing depends on the seed of the run.
            agent.ActGreedily(observations, actions);
        }
        else
        {
            agent.Act(observations, ref random, actions);
        }
    }

    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        agent.ActGreedily(observations, actions);
        if (fault == Fault.WaversWhenGreedy)
        {
            actions.Indices[0] = Interlocked.Increment(ref s_elsewhere) % 2;
        }
    }

    public UpdateReport? Update(RolloutBuffer rollout, long step, bool report)
    {
        if (fault == Fault.LeavesATensor)
        {
            _ = zeros(1).DetachFromDisposeScope();
        }

        return fault == Fault.IgnoresItsSeed ? null : agent.Update(rollout, step, report);
    }

    public void Save(CheckpointWriter writer) => agent.Save(writer);

    public void Load(Checkpoint checkpoint)
    {
        if (fault != Fault.ForgetsItsState)
        {
            agent.Load(checkpoint);
        }
    }

    public void Dispose() => agent.Dispose();
}
