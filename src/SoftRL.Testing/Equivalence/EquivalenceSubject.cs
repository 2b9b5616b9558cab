using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>The network under test: what maps observations to a Q-function, or to a policy and a value, and its parameters.</summary>
/// <remarks>Borrows network and parameters. The parameters' <c>grad</c> is never touched.</remarks>
public sealed class EquivalenceSubject
{
    private readonly Func<Tensor, (Tensor Scores, Tensor? Values)> forward;

    private EquivalenceSubject(Func<Tensor, (Tensor, Tensor?)> forward, IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        this.forward = forward;
        Parameters = [.. parameters.Where(parameter => parameter.requires_grad)];
        if (Parameters.Count == 0)
        {
            throw new ArgumentException("parameters must have at least one tensor that requires a gradient; there is none.", nameof(parameters));
        }

        foreach (var parameter in Parameters)
        {
            Require.Float(parameter, nameof(parameters));
        }
    }

    /// <summary>The parameters that require a gradient, float, in the order given.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>A Q-network: one number per action.</summary>
    /// <param name="network">Maps observations <c>[S, …]</c> to Q <c>[S, A]</c>, reward units. Borrowed.</param>
    /// <returns>The subject.</returns>
    /// <exception cref="ArgumentException">No parameter requires a gradient.</exception>
    public static EquivalenceSubject Q(nn.Module<Tensor, Tensor> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Q(network.call, network.parameters());
    }

    /// <summary>A Q-function of your own making, for instance a dueling head.</summary>
    /// <param name="q">Maps observations <c>[S, …]</c> to Q <c>[S, A]</c>, reward units.</param>
    /// <param name="parameters">What it depends on. Borrowed.</param>
    /// <returns>The subject. Its policy and value are the Boltzmann policy and the soft value of Q.</returns>
    /// <exception cref="ArgumentException">No parameter requires a gradient.</exception>
    public static EquivalenceSubject Q(Func<Tensor, Tensor> q, IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(q);
        return new EquivalenceSubject(observations => (q(observations), null), parameters);
    }

    /// <summary>A policy and a value, as in an actor-critic network.</summary>
    /// <param name="network">Maps observations <c>[S, …]</c> to logits <c>[S, A]</c> of the policy and values <c>[S]</c>, reward units.</param>
    /// <param name="parameters">What they depend on. Borrowed.</param>
    /// <returns>The subject. Its Q is V + τ ln(π/π̄).</returns>
    /// <exception cref="ArgumentException">No parameter requires a gradient.</exception>
    public static EquivalenceSubject ActorCritic(Func<Tensor, (Tensor Logits, Tensor Values)> network, IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new EquivalenceSubject(observations => network(observations), parameters);
    }

    /// <summary>The network's outputs: scores <c>[S, A]</c>, and values <c>[S]</c> of an actor-critic network.</summary>
    internal (Tensor Scores, Tensor? Values) Forward(Tensor observations)
    {
        var (scores, values) = forward(observations);
        if (scores is null || scores.dim() != 2 || scores.size(0) != observations.size(0))
        {
            throw new ArgumentException($"The network must map [{observations.size(0)}, …] observations to a matrix [{observations.size(0)}, A]; it gave {Shape(scores)}.");
        }

        if (values is not null && (values.dim() != 1 || values.size(0) != observations.size(0)))
        {
            throw new ArgumentException($"The network must give one value per observation, [{observations.size(0)}]; it gave {Shape(values)}.");
        }

        return (scores, values);
    }

    private static string Shape(Tensor? tensor) => tensor is null ? "null" : $"[{string.Join(", ", tensor.shape)}]";
}
