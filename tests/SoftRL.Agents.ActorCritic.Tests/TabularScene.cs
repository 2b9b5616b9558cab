using SoftRL.Tabular;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic.Tests;

/// <summary>
/// A softmax policy with one logit per state and action, in a random MDP known exactly. The rows of its regressions are all states and actions, each weighted with its
/// discounted visits under the policy: means over them are exact expectations.
/// </summary>
internal sealed class TabularScene : IDisposable
{
    public const double Discount = 0.9;

    private readonly FiniteMdp _mdp;
    private readonly Tensor _logits;
    private readonly Tensor _values;
    private readonly double _temperature;
    private Tensor _roots;

    public TabularScene(FiniteMdp mdp, double temperature, double[,]? logPrior)
    {
        (_mdp, _temperature, LogPrior) = (mdp, temperature, logPrior);
        _logits = zeros([States, Actions], dtype: ScalarType.Float64).requires_grad_().DetachFromDisposeScope();
        _values = _logits.detach().view(-1).DetachFromDisposeScope();
        _roots = ones([States * Actions], dtype: ScalarType.Float64).DetachFromDisposeScope();
    }

    public double[,]? LogPrior { get; }

    public int States => _mdp.StateCount;

    public int Actions => _mdp.ActionCount;

    public double[,] Policy
    {
        get
        {
            using var scope = NewDisposeScope();
            var flat = _logits.detach().softmax(1).view(-1).data<double>().ToArray();
            return Table(flat);
        }
    }

    /// <summary>Uniform, counting measure (null), or a random policy with probabilities down to a few percent.</summary>
    public static double[,]? Prior(string name, int states, int actions) => name switch
    {
        "uniform" => ReferenceTables.Uniform(states, actions),
        "counting" => null,
        _ => ReferenceTables.FromProbabilities(RandomMdps.Policy(17, states, actions)),
    };

    public PolicyValues Evaluate() => PolicyEvaluation.Evaluate(_mdp, Policy, _temperature, Discount, LogPrior);

    public SoftSolution Optimum() => SoftPolicyIteration.Solve(_mdp, _temperature, Discount, LogPrior);

    /// <summary>F⁺g with respect to the logits, by the tables' own route.</summary>
    public double[] ExactNaturalGradient()
    {
        var (policy, visits) = (Policy, Occupancy.Discounted(_mdp, Policy, Discount));
        var gradient = PolicyGradients.DiscountedReturn(_mdp, policy, _temperature, Discount, LogPrior);
        return NaturalGradients.Direction(FisherMatrices.OfLogits(policy, visits), [.. gradient.Cast<double>()]);
    }

    public double[] Logits() => _values.data<double>().ToArray();

    public void Put(double[] logits)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _values.copy_(tensor(logits));
    }

    /// <summary>A = Q − V − τ ln(π/π̄), flat.</summary>
    public double[] Advantages(PolicyValues values) => Rows((s, a) => values.ActionValues[s, a] - values.Values[s] - (_temperature * LogRatio(s, a)));

    /// <summary>One move by either form with step ε (the damped form with damping τε).</summary>
    public void Move(NspgForm form, double stepSize, int rounds = 1, double damping = 0, double maxKl = double.PositiveInfinity)
    {
        using var scope = NewDisposeScope();
        var exact = Evaluate();
        var visits = Occupancy.Discounted(_mdp, Policy, Discount);
        var (policy, total) = (Policy, visits.Sum());
        _roots.Dispose();
        _roots = tensor(Rows((s, a) => Math.Sqrt(States * Actions * visits[s] * policy[s, a] / total))).DetachFromDisposeScope();
        var step = new NaturalStep
        {
            TakenLogProbabilities = () => _logits.log_softmax(1).view(-1) * _roots,
            Parameters = [_logits],
            Damping = damping,
            Iterations = 40,
            MaxKl = maxKl,
        };
        Tensor Scaled(double[] rows) => tensor(rows) * _roots;
        if (form == NspgForm.Regression)
        {
            step.Regress(Scaled(Advantages(exact)), stepSize);
        }
        else
        {
            var prior = LogPrior is { } table ? Scaled(Rows((s, a) => table[s, a])) : null;
            step.RegressDampedQ(Scaled(Rows((s, a) => exact.Values[s])), prior, Scaled(Rows((s, a) => exact.ActionValues[s, a])), _temperature * stepSize, _temperature, rounds);
        }
    }

    public double[] LogPolicy() => [.. Policy.Cast<double>().Select(probability => Math.Log(probability))];

    public void Dispose()
    {
        _roots.Dispose();
        _values.Dispose();
        _logits.Dispose();
    }

    private double LogRatio(int state, int action) => Math.Log(Policy[state, action]) - (LogPrior?[state, action] ?? 0);

    private double[] Rows(Func<int, int, double> of)
        => [.. Enumerable.Range(0, States * Actions).Select(row => of(row / Actions, row % Actions))];

    private double[,] Table(double[] flat)
    {
        var table = new double[States, Actions];
        for (var row = 0; row < flat.Length; row++)
        {
            table[row / Actions, row % Actions] = flat[row];
        }

        return table;
    }
}
