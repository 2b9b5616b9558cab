using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class ActorCriticLearnerTests
{
    [Fact]
    public void SuccessorValuesAreThoseOfTheNextRowAndOfTheFinalObservationWhereAnEpisodeWasTruncated()
    {
        using var learner = Learners.Create();
        var (rollout, environment) = Learners.Collect(learner, steps: 5, limit: 3);
        using (rollout)
        using (environment)
        using (NewDisposeScope())
        using (no_grad())
        {
            rollout.TruncatedRows.Should().Equal([4, 5], "both episodes end at their third step, rows 2 · 2 and 2 · 2 + 1");
            ActorCriticPass pass = learner.Evaluate(rollout);
            var expected = learner.Trained.Network.call(stack(Enumerable.Range(1, 5).Select(rollout.ObservationsAt).ToArray()).view(10, 4)).select(1, 2).clone();
            var finals = learner.Trained.Network.call(rollout.TruncatedObservations()).select(1, 2);
            expected[4] = finals[0];
            expected[5] = finals[1];
            TensorAssert.AllClose(pass.NextValues.flatten(), expected, 1e-6, 1e-7);
            pass.NextValues.flatten()[4].item<float>().Should().NotBe(
                learner.Trained.Network.call(rollout.ObservationsAt(3)).select(1, 2)[0].item<float>(), "the next row is another episode");
        }
    }

    [Fact]
    public void ThePassHasWhatTheLossesNeed()
    {
        using var learner = Learners.Create();
        var (rollout, environment) = Learners.Collect(learner, steps: 4, limit: 100);
        using (rollout)
        using (environment)
        using (NewDisposeScope())
        {
            var pass = learner.Evaluate(rollout);
            pass.Values.shape.Should().Equal(8);
            pass.LogPolicy.shape.Should().Equal(8, 2);
            pass.LogPrior.Should().BeNull("the counting measure");
            TensorAssert.AllClose(pass.TakenLogProbabilities, Policies.LogProbability(pass.LogPolicy, rollout.ActionBatch), 0, 0);
            TensorAssert.AllClose(pass.Kl, -Divergences.Entropy(pass.LogPolicy), 1e-6, 1e-7);
            TensorAssert.AllClose(pass.TakenLogRatio(rollout), pass.TakenLogProbabilities, 0, 0);
            pass.Values.requires_grad.Should().BeTrue();
            pass.NextValues.requires_grad.Should().BeFalse("targets are constants");
        }
    }

    [Fact]
    public void AMaskedActionIsNeverTaken()
    {
        using var mask = tensor(new[] { 0f, float.NegativeInfinity });
        using var learner = Learners.Create(reference: FixedReference.From(mask, CPU));
        using var observations = rand(64, 4, generator: new Generator(1));
        var actions = new long[64];
        var random = new Xoshiro256(1);
        learner.Act(observations, ref random, actions);
        actions.Should().OnlyContain(action => action == 0);
        learner.ActGreedily(observations, actions);
        actions.Should().OnlyContain(action => action == 0);
        using var logPolicy = learner.LogPolicy(observations);
        logPolicy[0, 0].item<float>().Should().Be(0);
        logPolicy[0, 1].item<float>().Should().Be(float.NegativeInfinity);
    }

    [Fact]
    public void TheFirstPolicyIsNearlyUniform()
    {
        using var learner = Learners.Create();
        using var observations = rand(16, 4, generator: new Generator(2));
        using var logPolicy = learner.LogPolicy(observations);
        using var distance = (logPolicy - Math.Log(0.5)).abs().max();
        distance.item<float>().Should().BeLessThan(0.05f);
    }

    [Fact]
    public void NothingStaysBehind()
    {
        using var learner = Learners.Create();
        var (rollout, environment) = Learners.Collect(learner, steps: 4, limit: 3);
        using (rollout)
        using (environment)
        {
            TensorLeak.AssertNone(() =>
            {
                using var scope = NewDisposeScope();
                var pass = learner.Evaluate(rollout);
                learner.Trained.Minimise(pass.Values.mean() + pass.Kl.mean(), 1);
            });
        }
    }
}
