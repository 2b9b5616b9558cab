using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>Runs the network under test, on whatever device it lives, and refuses outputs that no comparison could be made with. What
/// follows is float64 on the CPU.</summary>
internal static class SubjectOutputs
{
    internal static (Tensor Scores, Tensor? Values) Of(EquivalenceSubject subject, Tensor observations)
    {
        if (observations.dim() < 1 || observations.size(0) < 1)
        {
            throw new ArgumentException($"observations must be [S, …] with at least one row; it is [{string.Join(", ", observations.shape)}].", nameof(observations));
        }

        var (scores, values) = subject.Forward(observations);
        var (again, againValues) = subject.Forward(observations);
        Finite(scores, "scores");
        Same(scores, again);
        if (values is not null)
        {
            Finite(values, "values");
            Same(values, againValues!);
        }

        return (scores.cpu().to(ScalarType.Float64), values?.cpu().to(ScalarType.Float64));
    }

    internal static double[,]? Prior(EquivalenceOptions options, int states, int actions)
    {
        if (options.ReferencePolicy is not { } policy)
        {
            return null;
        }

        if (policy.Count != actions)
        {
            throw new ArgumentException($"ReferencePolicy must have a probability for each of the {actions} actions; it has {policy.Count}.", nameof(options));
        }

        var table = new double[states, actions];
        for (var i = 0; i < table.Length; i++)
        {
            table[i / actions, i % actions] = policy[i % actions];
        }

        return ReferenceTables.FromProbabilities(table);
    }

    private static void Finite(Tensor output, string name)
    {
        if (TableTensors.ToVector(output).Any(value => !double.IsFinite(value)))
        {
            throw new GradientEquivalenceException($"The network's {name} are not all finite; no gradient can be compared.");
        }
    }

    private static void Same(Tensor first, Tensor second)
    {
        if (!TableTensors.ToVector(first).SequenceEqual(TableTensors.ToVector(second)))
        {
            throw new GradientEquivalenceException("The network gave two different answers to the same observations; switch off dropout and other randomness (eval()).");
        }
    }
}
