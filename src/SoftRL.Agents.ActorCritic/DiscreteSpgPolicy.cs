using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic;

/// <summary>A softmax policy.</summary>
internal sealed class DiscreteSpgPolicy(SpgOptions options, AgentContext context, OptimizerSettings settings) : ISpgPolicy
{
    private readonly ActorCriticLearner _learner = new(context, options.Torso, LayerWidths.Parse(options.Hidden), settings, context.Reference(options.Reference));

    public TrainedNetwork Trained => _learner.Trained;

    public int DrawsPerAction => 1;

    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions) => _learner.Act(observations, ref random, actions);

    public void ActGreedily(Tensor observations, ActionRows actions) => _learner.ActGreedily(observations, actions);

    public void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions) => _learner.Act(observations, ref random, actions);

    public Tensor LogPolicy(Tensor observations) => _learner.LogPolicy(observations);

    public SpgPass Evaluate(RolloutBuffer rollout)
    {
        var pass = _learner.Evaluate(rollout);
        return new SpgPass(pass.Values, pass.TakenLogProbabilities, pass.Kl, Divergences.Entropy(pass.LogPolicy.detach()), pass.NextValues);
    }

    public void Forget()
    {
    }

    public void Dispose() => _learner.Dispose();
}
