using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>The score matrix Ψ, one row <c>ψ = ∇_θ log π(a|s)</c> per sample: what Fisher information and natural gradient are
/// made of.</summary>
/// <remarks>Equation NG-1 of docs/math/natural-gradients.md. One backward pass per row: for analysis and small networks.</remarks>
public static class ScoreMatrix
{
    /// <summary>Ψ of a batch, the parameters flattened and laid side by side in the order given.</summary>
    /// <param name="takenLogProbabilities">log π(a|s), float <c>[M]</c>, nats, with its autograd graph, which is kept. Borrowed.</param>
    /// <param name="parameters">The parameters θ, float, any shapes, P elements in all; one that the log-probabilities do not
    /// depend on gets zeros. Borrowed; their <c>grad</c> is not touched.</param>
    /// <returns>Ψ, <c>[M, P]</c>, a constant; owned by the caller.</returns>
    /// <exception cref="ArgumentException">The log-probabilities are no float vector or carry no graph; there is no parameter, or
    /// one is not float, needs no gradient, or differs in dtype or device.</exception>
    public static Tensor Of(Tensor takenLogProbabilities, IReadOnlyList<Tensor> parameters)
    {
        Check(takenLogProbabilities, parameters);

        using var scope = NewDisposeScope();
        using var recording = enable_grad();

        var inputs = parameters.ToArray();
        var anchored = Anchored(takenLogProbabilities, inputs);
        var rows = new Tensor[takenLogProbabilities.size(0)];
        for (var i = 0; i < rows.Length; i++)
        {
            var gradients = autograd.grad([anchored[i]], inputs, retain_graph: true);
            rows[i] = cat(gradients.Select(gradient => gradient.reshape(-1)).ToArray());
        }

        return stack(rows).MoveToOuterDisposeScope();
    }

    /// <summary>The log-probabilities plus zero times every parameter: autograd refuses a parameter that an output does not depend on. Opens no scope.</summary>
    internal static Tensor Anchored(Tensor takenLogProbabilities, IReadOnlyList<Tensor> parameters)
    {
        var anchor = takenLogProbabilities.new_zeros(1).squeeze(0);
        foreach (var parameter in parameters)
        {
            anchor = anchor + parameter.sum() * 0;
        }

        return takenLogProbabilities + anchor;
    }

    internal static void Check(Tensor takenLogProbabilities, IReadOnlyList<Tensor> parameters)
    {
        LossBatch.Vector(takenLogProbabilities);
        if (!takenLogProbabilities.requires_grad)
        {
            throw new ArgumentException("The log-probabilities carry no autograd graph.", nameof(takenLogProbabilities));
        }

        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count == 0)
        {
            throw new ArgumentException("There is no parameter.", nameof(parameters));
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            Require.SameDtype(parameters[i], takenLogProbabilities, nameof(parameters));
            Require.SameDevice(parameters[i], takenLogProbabilities, nameof(parameters));
            if (!parameters[i].requires_grad)
            {
                throw new ArgumentException($"Parameter {i} does not require a gradient.", nameof(parameters));
            }
        }
    }
}
