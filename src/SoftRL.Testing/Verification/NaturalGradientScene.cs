using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>
/// All nine pairs of a small problem with their probabilities under a policy that is softmax of linear features, exact n-step
/// advantages, and a state value that does not move: the setting of PG-SQL section 5.
/// </summary>
internal sealed class NaturalGradientScene : IDisposable
{
    internal const double Temperature = 0.3;

    private readonly Tensor features;
    private readonly Tensor prior;
    private readonly Tensor pairs = arange(TestProblems.States * TestProblems.Actions).DetachFromDisposeScope();

    /// <summary>With as many policy parameters as there are pairs the policy is tabular.</summary>
    internal NaturalGradientScene(int size)
    {
        const int count = TestProblems.States * TestProblems.Actions;
        Mdp = RandomMdps.Create(60, new RandomMdpOptions { States = TestProblems.States, Actions = TestProblems.Actions });
        PriorTable = TestPriors.Table("non-uniform", TestProblems.States, TestProblems.Actions);
        prior = tensor(PriorTable).DetachFromDisposeScope();
        features = size == count
            ? eye(count, dtype: ScalarType.Float64).DetachFromDisposeScope()
            : tensor(TestNetwork.Normal(count * size, 61), [count, size]).DetachFromDisposeScope();
        Parameters = tensor(TestNetwork.Normal(size, 62), requires_grad: true).DetachFromDisposeScope();
        using var scope = NewDisposeScope();
        Old = TableTensors.ToTable(LogPolicy(Parameters).exp());
        Visits = Occupancy.Discounted(Mdp, Old, TestProblems.Discount);
        Weights = [.. PairWeights.Of(Old, Visits).Cast<double>()];
    }

    internal FiniteMdp Mdp { get; }

    internal double[,] PriorTable { get; }

    internal Tensor Prior => prior;

    internal Tensor Parameters { get; }

    /// <summary>π before the step, <c>[S, A]</c>.</summary>
    internal double[,] Old { get; }

    internal double[] Visits { get; }

    /// <summary>d(s) π(a|s), one per pair.</summary>
    internal double[] Weights { get; }

    internal Tensor LogPolicy(Tensor parameters) =>
        features.mv(parameters).reshape(TestProblems.States, TestProblems.Actions).log_softmax(-1);

    /// <summary>Numbers per pair, in the order of the weights.</summary>
    internal Tensor PerPair(Tensor table) => table.reshape(-1).index_select(0, pairs);

    /// <summary>Numbers per state, repeated for each pair.</summary>
    internal static Tensor PerPairOfStates(Tensor states) =>
        states.unsqueeze(1).expand(TestProblems.States, TestProblems.Actions).reshape(-1);

    internal Tensor LogRatio(Tensor parameters) => LogPolicy(parameters) - prior;

    internal Tensor Kl(Tensor parameters) => PerPairOfStates(Divergences.KullbackLeibler(LogPolicy(parameters), prior));

    /// <summary>Multiplies a row, a target or a prediction so that a mean of squares becomes the exact expectation.</summary>
    internal Tensor RootWeights() => (tensor(Weights) * Weights.Length).sqrt();

    public void Dispose()
    {
        features.Dispose();
        prior.Dispose();
        pairs.Dispose();
        Parameters.Dispose();
    }
}
