using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

/// <summary>Small actor-critics for CartPole.</summary>
internal static class Learners
{
    public static OptimizerSettings Settings { get; } = new(OptimizerKind.RmsProp, new Schedule.Constant(0.01), 0.99, 1e-5, 0.5, RunSteps: 1000);

    public static AgentContext Context(ulong seed = 1)
    {
        var spec = EnvironmentCatalog.Find("CartPole-v1");
        return new AgentContext(spec.ObservationSpace, spec.ActionSpace, 2, CPU, seed, 1000, _ => FixedReference.CountingMeasure());
    }

    public static ActorCriticLearner Create(ulong seed = 1, IReferencePolicy? reference = null)
        => new(Context(seed), TorsoKind.Mlp, [8], Settings, reference ?? FixedReference.CountingMeasure());

    /// <summary>A rollout of a step-limited CartPole, so that episodes are truncated in it.</summary>
    public static (RolloutBuffer Rollout, VectorEnvironment Environment) Collect(ActorCriticLearner learner, int steps, int limit)
    {
        var environment = new VectorEnvironment(() => new TimeLimit<int>(new CartPole(), limit), 2, seed: 3);
        environment.Reset();
        var rollout = new RolloutBuffer(steps, 2, environment.ObservationSpace, CPU);
        rollout.Begin();
        environment.Observations.CopyTo(rollout.ObservationMemory(0));
        var random = new Xoshiro256(5);
        for (var step = 0; step < steps; step++)
        {
            var actions = rollout.ActionMemory(step);
            learner.Act(rollout.ObservationsAt(step), ref random, actions);
            environment.Step([(int)actions.Indices[0], (int)actions.Indices[1]]);
            rollout.Record(step, environment);
            environment.Observations.CopyTo(rollout.ObservationMemory(step + 1));
        }

        return (rollout, environment);
    }
}
