using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>What a discrete policy says about the actions that were taken.</summary>
/// <remarks>Equation BP-4 of docs/math/boltzmann-policies.md.</remarks>
public static class Policies
{
    /// <summary>Log-probability of the actions taken, <c>ln π(aᵢ|sᵢ)</c>.</summary>
    /// <param name="logPolicy">ln π, float <c>[B, A]</c>, nats. Borrowed.</param>
    /// <param name="actions">Action indices, int64 <c>[B]</c>, in [0, A). Borrowed.</param>
    /// <returns><c>[B]</c>, nats, differentiable in <paramref name="logPolicy"/>; owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    /// <remarks>Index values are not checked here; on the CPU the tensor library refuses one that is out of range.</remarks>
    public static Tensor LogProbability(Tensor logPolicy, Tensor actions)
    {
        RequireActions(logPolicy, actions);
        using var scope = NewDisposeScope();
        return Taken(logPolicy, actions).MoveToOuterDisposeScope();
    }

    /// <summary>Log-ratio of the actions taken to a reference policy, <c>ln π(aᵢ|sᵢ) − ln π̄(aᵢ|sᵢ)</c>: the sampled KL.</summary>
    /// <param name="logPolicy">ln π, float <c>[B, A]</c>, nats. Borrowed.</param>
    /// <param name="actions">Action indices, int64 <c>[B]</c>, of actions that π̄ allows. Borrowed.</param>
    /// <param name="logPrior">ln π̄, float <c>[A]</c> or <c>[B, A]</c>, nats. Borrowed. When omitted, π̄ is the counting measure
    /// and the result is <see cref="LogProbability"/>.</param>
    /// <returns><c>[B]</c>, nats; its mean over actions drawn from π is KL(π ‖ π̄); owned by the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has the wrong rank, shape, dtype or device.</exception>
    public static Tensor LogRatio(Tensor logPolicy, Tensor actions, Tensor? logPrior = null)
    {
        RequireActions(logPolicy, actions);
        Require.LogPrior(logPrior, logPolicy);
        using var scope = NewDisposeScope();
        var ratio = logPrior is null ? logPolicy : logPolicy - logPrior;
        return Taken(ratio, actions).MoveToOuterDisposeScope();
    }

    private static void RequireActions(Tensor logPolicy, Tensor actions)
    {
        Require.FloatMatrix(logPolicy);
        Require.Int64Vector(actions);
        Require.Shape(actions, [logPolicy.size(0)]);
        Require.SameDevice(actions, logPolicy);
    }

    private static Tensor Taken(Tensor perAction, Tensor actions) => perAction.gather(1, actions.unsqueeze(1)).squeeze(1);
}
