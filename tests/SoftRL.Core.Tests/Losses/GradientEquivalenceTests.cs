using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>The equivalence of soft Q-learning and policy gradients between the loss functions themselves: over every state and action,
/// weighted by their probabilities, so that nothing is sampled. Limit 1e-10, relative to the norm of the gradient.</summary>
public sealed class GradientEquivalenceTests
{
    private const int States = 4, Actions = 3, Width = 5;

    public static TheoryData<string, double> Cases()
    {
        var cases = new TheoryData<string, double>();
        foreach (var prior in new[] { "counting", "uniform", "skewed", "masked" })
        {
            foreach (var temperature in new[] { 0.01, 0.1, 1 })
            {
                cases.Add(prior, temperature);
            }
        }

        return cases;
    }

    /// <summary>An actor-critic network whose two outputs share their hidden layer, read as a dueling Q-function.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void ScaledDuelingSoftQLearningIsA2c(string prior, double temperature)
    {
        foreach (var coefficient in new[] { 0.5, 100 })
        {
            using var problem = new Enumeration(prior, temperature, seed: 63);
            var softQ = problem.Gradient(x => problem.DuelingLoss(x, coefficient, 1 / temperature));
            var a2c = problem.Gradient(x => problem.A2c(x, coefficient));
            Residual(softQ, a2c).Should().BeLessThan(1e-10);

            // Negative controls: another coefficient, and unscaled streams, are not the same update.
            Residual(problem.Gradient(x => problem.A2c(x, 2 * coefficient)), a2c).Should().BeGreaterThan(1e-3);
            Residual(problem.Gradient(x => problem.DuelingLoss(x, coefficient, 2 / temperature)), a2c).Should().BeGreaterThan(1e-3);
        }
    }

    /// <summary>Without scales: ∇L_Q = τ·∇L_policy + ∇L_value.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void UnscaledDuelingSoftQLearningIsTauTimesPolicyGradientPlusValueGradient(string prior, double temperature)
    {
        using var problem = new Enumeration(prior, temperature, seed: 65);
        var softQ = problem.Gradient(x => problem.DuelingLoss(x, 1, 1));
        var sum = problem.Gradient(x => problem.A2c(x, 1 / temperature) * temperature);
        Residual(softQ, sum).Should().BeLessThan(1e-10);
    }

    /// <summary>The same for a Q-network of any form, where V is its soft value and π its Boltzmann policy.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void SoftQLearningOfAnyQIsTauTimesPolicyGradientPlusValueGradient(string prior, double temperature)
    {
        using var problem = new Enumeration(prior, temperature, seed: 58);
        var softQ = problem.Gradient(problem.PlainQLoss);
        var sum = problem.Gradient(problem.PlainA2c);
        Residual(softQ, sum).Should().BeLessThan(1e-10);
    }

    /// <summary>The identity needs actions from the policy itself: under another distribution it fails.</summary>
    [Fact]
    public void DataOfAnotherPolicyBreaksTheEquivalence()
    {
        using var problem = new Enumeration("skewed", 0.5, seed: 66) { OffPolicy = true };
        var softQ = problem.Gradient(x => problem.DuelingLoss(x, 0.5, 2));
        Residual(softQ, problem.Gradient(x => problem.A2c(x, 0.5))).Should().BeGreaterThan(1e-2);
    }

    private static double Residual(double[] actual, double[] expected) =>
        Math.Sqrt(actual.Zip(expected, (a, e) => (a - e) * (a - e)).Sum() / expected.Sum(e => e * e));

    /// <summary>All pairs of a few states and the allowed actions, with random returns Δ(s, a).</summary>
    private sealed class Enumeration : IDisposable
    {
        private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
        private readonly double[] parameters;
        private readonly Tensor features, stateWeights, actions, rows, returns;
        private readonly Tensor? logPrior;
        private readonly double temperature;

        public Enumeration(string prior, double temperature, int seed)
        {
            var random = new Random(seed);
            this.temperature = temperature;
            logPrior = Priors.Of(prior, Actions);
            parameters = Draw(random, (Width * Width) + (Width * (Actions + 1)));
            features = Shaped(Draw(random, States * Width), States, Width);
            var allowed = Enumerable.Range(0, Actions).Where(action => prior != "masked" || action != 1).ToArray();
            rows = tensor(Enumerable.Range(0, States).SelectMany(state => allowed.Select(_ => (long)state)).ToArray());
            actions = tensor(Enumerable.Range(0, States).SelectMany(_ => allowed.Select(action => (long)action)).ToArray());
            stateWeights = Vector(0.1, 0.2, 0.3, 0.4).index_select(0, rows);
            returns = Vector(Draw(random, States * allowed.Length, 2));
        }

        public bool OffPolicy { get; init; }

        public double[] Gradient(Func<Tensor, Tensor> loss) => Doubles.Gradient(loss, parameters);

        /// <summary>Soft Q-learning on Q = V + τ·log(π/π̄), targets V + τ·KL + Δ.</summary>
        public Tensor DuelingLoss(Tensor x, double valueScale, double advantageScale)
        {
            var (values, logPolicy) = Network(x);
            var q = DuelingHead.TakenQ(values, Policies.LogRatio(logPolicy, actions, logPrior), temperature, valueScale, advantageScale);
            return SoftQLoss.Expected(q, ActionTargets(values, logPolicy), Weights(logPolicy));
        }

        public Tensor A2c(Tensor x, double coefficient)
        {
            var (values, logPolicy) = Network(x);
            return A2c(values, logPolicy, coefficient);
        }

        /// <summary>Soft Q-learning on a plain Q-network.</summary>
        public Tensor PlainQLoss(Tensor x)
        {
            var q = Hidden(x).mm(Output(x)).narrow(1, 0, Actions).index_select(0, rows);
            var (values, logPolicy) = (SoftValues.SoftValue(q, temperature, logPrior), BoltzmannPolicies.LogPolicy(q, temperature, logPrior));
            return SoftQLoss.Expected(Policies.LogProbability(q, actions), ActionTargets(values, logPolicy), Weights(logPolicy));
        }

        public Tensor PlainA2c(Tensor x)
        {
            var q = Hidden(x).mm(Output(x)).narrow(1, 0, Actions).index_select(0, rows);
            var (values, logPolicy) = (SoftValues.SoftValue(q, temperature, logPrior), BoltzmannPolicies.LogPolicy(q, temperature, logPrior));
            return A2c(values, logPolicy, 1 / temperature) * temperature;
        }

        public void Dispose() => scope.Dispose();

        private Tensor A2c(Tensor values, Tensor logPolicy, double coefficient) => A2cLoss.Expected(
            new()
            {
                TakenLogProbabilities = Policies.LogProbability(logPolicy, actions),
                Advantages = returns,
                Kl = Divergences.KullbackLeibler(logPolicy, logPrior),
                Values = values,
                ValueTargets = values + returns,
            },
            Weights(logPolicy), temperature, coefficient);

        private Tensor ActionTargets(Tensor values, Tensor logPolicy) =>
            values + (temperature * Divergences.KullbackLeibler(logPolicy, logPrior)) + returns;

        /// <summary>Probability of each pair: the state's, times the policy's of the action (or the same for every action).</summary>
        private Tensor Weights(Tensor logPolicy) =>
            OffPolicy ? stateWeights / Actions : stateWeights * Policies.LogProbability(logPolicy, actions).exp();

        private (Tensor Values, Tensor LogPolicy) Network(Tensor x)
        {
            var output = Hidden(x).mm(Output(x)).index_select(0, rows);
            return (output.select(1, Actions), BoltzmannPolicies.LogPolicy(output.narrow(1, 0, Actions), 1, logPrior));
        }

        private Tensor Hidden(Tensor x) => features.mm(x.narrow(0, 0, Width * Width).reshape(Width, Width)).tanh();

        private static Tensor Output(Tensor x) => x.narrow(0, Width * Width, Width * (Actions + 1)).reshape(Width, Actions + 1);
    }
}
