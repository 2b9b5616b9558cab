using SoftRL.Environments;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class SuccessorValuesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void AreThoseOfTheTrueSuccessors(int steps)
    {
        // The value is the sum of the observation; CartPole cut after 4 steps, so truncations fall inside the rollout and at its end.
        using var scope = NewDisposeScope();
        using var environment = new VectorEnvironment(() => new TimeLimit<int>(new CartPole(), 4), 3, seed: 2);
        using var rollout = new RolloutBuffer(steps, 3, environment.ObservationSpace, CPU);
        environment.Reset();
        rollout.Begin();
        environment.Observations.CopyTo(rollout.ObservationMemory(0));
        var expected = new List<float>();
        for (var step = 0; step < steps; step++)
        {
            environment.Step([step % 2, 0, 1]);
            rollout.Record(step, environment);
            environment.Observations.CopyTo(rollout.ObservationMemory(step + 1));
            for (var index = 0; index < 3; index++)
            {
                var row = environment.Ends[index] == StepEnd.Truncated ? environment.FinalObservations : environment.Observations;
                expected.Add(row[(4 * index)] + row[(4 * index) + 1] + row[(4 * index) + 2] + row[(4 * index) + 3]);
            }
        }

        static Tensor Value(Tensor observations) => observations.sum([1]);
        var next = SuccessorValues.Of(rollout, Value(rollout.ObservationBatch).view(steps, 3), Value);
        next.shape.Should().Equal(steps, 3);
        next.flatten().data<float>().ToArray().Should().Equal(expected, (left, right) => Math.Abs(left - right) < 1e-6);
    }
}
