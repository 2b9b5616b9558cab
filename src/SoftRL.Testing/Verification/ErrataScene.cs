using SoftRL.Core;
using SoftRL.Tabular;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>One small endless MDP, one Q, one reference policy: where printed and corrected equations are compared. Opens a scope.</summary>
internal sealed class ErrataScene : IDisposable
{
    internal const double Temperature = 0.3;
    internal const double Discount = 0.9;
    internal const int Steps = 3;

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    internal ErrataScene(double terminationRate = 0)
    {
        Mdp = RandomMdps.Create(1704, new RandomMdpOptions { States = TestProblems.States, Actions = TestProblems.Actions, TerminationRate = terminationRate });
        PriorTable = TestPriors.Table("non-uniform", TestProblems.States, TestProblems.Actions);
        Prior = tensor(PriorTable);
        Parameters = tensor(TestNetwork.Normal(TestProblems.States * TestProblems.Actions, 6440), [TestProblems.States, TestProblems.Actions], requires_grad: true);
        Outputs = PerStateOutputs.OfQ(Parameters.alias(), Temperature, Prior);
        QTable = TableTensors.ToTable(Parameters);
        Policy = SoftTables.Boltzmann(QTable, Temperature, PriorTable);
        Values = SoftTables.Values(QTable, Temperature, PriorTable);
        Divergences = SoftTables.Divergence(Policy, PriorTable);
    }

    internal FiniteMdp Mdp { get; }

    internal double[,] PriorTable { get; }

    internal Tensor Prior { get; }

    /// <summary>Q, <c>[S, A]</c>, requires a gradient.</summary>
    internal Tensor Parameters { get; }

    internal PerStateOutputs Outputs { get; }

    internal double[,] QTable { get; }

    /// <summary>The Boltzmann policy of Q, its soft value and its KL.</summary>
    internal double[,] Policy { get; }

    internal double[] Values { get; }

    internal double[] Divergences { get; }

    /// <summary>Q_π and V_π of that policy, penalties of a given temperature.</summary>
    internal PolicyValues Exact(double temperature = Temperature) =>
        PolicyEvaluation.Evaluate(Mdp, Policy, temperature, Discount, PriorTable);

    internal double[] Gradient(Tensor loss) => FlatGradient.Of(loss, [Parameters]);

    /// <summary>A table from a formula in s and a.</summary>
    internal static double[,] Table(Func<int, int, double> entry)
    {
        var table = new double[TestProblems.States, TestProblems.Actions];
        for (var s = 0; s < TestProblems.States; s++)
        {
            for (var a = 0; a < TestProblems.Actions; a++)
            {
                table[s, a] = entry(s, a);
            }
        }

        return table;
    }

    /// <summary>Σ over the outcomes of (s, a) of p · x(reward, next state, 1 when the episode goes on).</summary>
    internal double Outcomes(int state, int action, Func<double, int, double, double> value)
    {
        var sum = 0.0;
        foreach (var outcome in Mdp.Outcomes(state, action))
        {
            sum += outcome.Probability * value(outcome.Reward, outcome.NextState, outcome.Terminated ? 0 : 1);
        }

        return sum;
    }

    /// <summary>E_π[x(s, ·)].</summary>
    internal double Mean(int state, Func<int, double> value) => Enumerable.Range(0, TestProblems.Actions).Sum(a => Policy[state, a] * value(a));

    internal static double Difference(double[,] left, double[,] right) =>
        FlatGradient.Difference([.. left.Cast<double>()], [.. right.Cast<double>()]);

    public void Dispose() => scope.Dispose();
}
