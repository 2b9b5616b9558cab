using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The score matrix Ψ as an operator: products with it and with its transpose, at the cost of about one backward pass each, without ever forming it.</summary>
/// <remarks>
/// Equation NG-8 of docs/math/natural-gradients.md. <see cref="ScoreMatrix"/> needs a backward pass for every row; this needs one for every product, whatever the number of rows.
/// Owns the graph of u ↦ Ψᵀu; borrows the log-probabilities and the parameters, neither of which may change while it is used.
/// </remarks>
public sealed class ScoreProducts : IDisposable
{
    private readonly Tensor[] _parameters;
    private readonly Tensor _outputs;
    private readonly Tensor _weights;
    private readonly Tensor _pulled;

    /// <summary>Prepares the products for a batch.</summary>
    /// <param name="takenLogProbabilities">log π(a|s), float <c>[M]</c>, nats, with its autograd graph, which is kept. Borrowed.</param>
    /// <param name="parameters">The parameters θ, float, any shapes, P elements in all, laid side by side in this order; one that the log-probabilities do not depend on
    /// counts as having the score zero. Borrowed; their <c>grad</c> is not touched.</param>
    /// <exception cref="ArgumentException">The log-probabilities are no float vector or carry no graph; there is no parameter, or one is not float, needs no gradient, or
    /// differs in dtype or device.</exception>
    public ScoreProducts(Tensor takenLogProbabilities, IReadOnlyList<Tensor> parameters)
    {
        ScoreMatrix.Check(takenLogProbabilities, parameters);
        _parameters = [.. parameters];
        Samples = takenLogProbabilities.size(0);
        Count = _parameters.Sum(parameter => parameter.numel());

        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        _outputs = ScoreMatrix.Anchored(takenLogProbabilities, _parameters).DetachFromDisposeScope();

        // Ψᵀu is linear in u, so its own backward pass, with respect to u, is the product with Ψ: where u stands does not matter.
        _weights = zeros_like(takenLogProbabilities).requires_grad_().DetachFromDisposeScope();
        _pulled = Flat(autograd.grad([_outputs], _parameters, [_weights], retain_graph: true, create_graph: true)).DetachFromDisposeScope();
    }

    /// <summary>M, the number of rows.</summary>
    public long Samples { get; }

    /// <summary>P, the number of columns: scalars of all parameters.</summary>
    public long Count { get; }

    /// <summary>Ψv: how fast each log-probability changes when the parameters move along v.</summary>
    /// <param name="direction">v, float <c>[P]</c>, parameter units. Borrowed.</param>
    /// <returns>Ψv, <c>[M]</c>, nats, a constant; owned by the caller.</returns>
    /// <exception cref="ArgumentException">The vector has the wrong shape, dtype or device.</exception>
    public Tensor Along(Tensor direction)
    {
        Require.Shape(direction, [Count]);
        Require.SameDtype(direction, _weights);
        Require.SameDevice(direction, _weights);
        using var scope = NewDisposeScope();
        return autograd.grad([_pulled], [_weights], [direction.detach()], retain_graph: true)[0].MoveToOuterDisposeScope();
    }

    /// <summary>Ψᵀu: the gradient of the log-probabilities' sum weighted with u.</summary>
    /// <param name="weights">u, float <c>[M]</c>. Borrowed.</param>
    /// <returns>Ψᵀu, <c>[P]</c>, a constant; owned by the caller.</returns>
    /// <exception cref="ArgumentException">The vector has the wrong shape, dtype or device.</exception>
    public Tensor Weighted(Tensor weights)
    {
        RequireRows(weights);
        using var scope = NewDisposeScope();
        return Flat(autograd.grad([_outputs], _parameters, [weights.detach()], retain_graph: true)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pulled.Dispose();
        _weights.Dispose();
        _outputs.Dispose();
    }

    /// <summary>One number per row, like the log-probabilities.</summary>
    internal void RequireRows(Tensor vector, [CallerArgumentExpression(nameof(vector))] string? name = null)
    {
        Require.Shape(vector, [Samples], name);
        Require.SameDtype(vector, _weights, name);
        Require.SameDevice(vector, _weights, name);
    }

    private static Tensor Flat(IList<Tensor> gradients) => cat(gradients.Select(gradient => gradient.reshape(-1)).ToArray());
}
