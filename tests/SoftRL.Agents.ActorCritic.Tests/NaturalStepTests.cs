using SoftRL.Core;
using SoftRL.Tabular;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic.Tests;

/// <summary>The moves of nspg's policy against exact solutions, in float64.</summary>
public sealed class NaturalStepTests
{
    private const double Temperature = 0.3;

    /// <summary>The iteration with exact expectations ends at the exact soft optimum.</summary>
    [Theory]
    [InlineData(NspgForm.Regression, 1, "uniform")]
    [InlineData(NspgForm.Regression, 1, "counting")]
    [InlineData(NspgForm.Regression, 1, "skewed")]
    [InlineData(NspgForm.DampedQ, 1, "skewed")]
    [InlineData(NspgForm.DampedQ, 2, "uniform")]
    [InlineData(NspgForm.DampedQ, 2, "counting")]
    [InlineData(NspgForm.DampedQ, 3, "skewed")]
    public void TheIterationConvergesToTheExactSoftOptimum(NspgForm form, int rounds, string prior)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var size = new RandomMdpOptions { States = 3 + (int)seed, Actions = 2 + (int)(seed % 3) };
            using var scene = new TabularScene(RandomMdps.Create(seed, size), Temperature, TabularScene.Prior(prior, size.States, size.Actions));
            var optimum = scene.Optimum();
            Gap(scene.Evaluate().Values, optimum.Values).Should().BeGreaterThan(0.1, "the first policy is not the optimum");
            for (var iteration = 0; iteration < 45; iteration++)
            {
                scene.Move(form, 0.5 / Temperature, rounds);
            }

            Gap(scene.Evaluate().Values, optimum.Values).Should().BeLessThan(1e-6);
            Gap(scene.Policy.Cast<double>(), optimum.Policy.Cast<double>()).Should().BeLessThan(1e-6);
        }
    }

    /// <summary>With ε = 1/τ the natural gradient step is soft policy iteration: π ← π̄ exp(Q_π/τ)/Z.</summary>
    [Fact]
    public void TheStepOfSizeOneOverTheTemperatureIsSoftPolicyIteration()
    {
        using var scene = Scene("skewed");
        var expected = SoftTables.Boltzmann(scene.Evaluate().ActionValues, Temperature, scene.LogPrior);
        scene.Move(NspgForm.Regression, 1 / Temperature);
        Gap(scene.Policy.Cast<double>(), expected.Cast<double>()).Should().BeLessThan(1e-9);
    }

    /// <summary>The first round of either form is F⁺g as the tables compute it: in the tabular softmax the two directions are the same, not only nearly so.</summary>
    [Theory]
    [InlineData(NspgForm.Regression)]
    [InlineData(NspgForm.DampedQ)]
    public void TheDirectionIsTheExactNaturalGradient(NspgForm form)
    {
        using var scene = Scene("skewed");
        var before = scene.Logits();
        var expected = scene.ExactNaturalGradient();
        scene.Move(form, 0.5);
        var moved = scene.Logits().Zip(before, (after, old) => (after - old) / 0.5);
        Gap(moved, expected).Should().BeLessThan(1e-9);
    }

    /// <summary>Both forms change ln π by εA, and what is left over falls fourfold when ε is halved; so does the difference of the two, or faster.</summary>
    [Theory]
    [InlineData("uniform")]
    [InlineData("counting")]
    [InlineData("skewed")]
    public void BothFormsMoveThePolicyAlikeToFirstOrder(string prior)
    {
        (double Regression, double DampedQ, double Between) Errors(double stepSize)
        {
            using var scene = Scene(prior);
            var (start, before, advantages) = (scene.Logits(), scene.LogPolicy(), scene.Advantages(scene.Evaluate()));
            var predicted = before.Zip(advantages, (log, advantage) => log + (stepSize * advantage)).ToArray();
            scene.Move(NspgForm.Regression, stepSize);
            var regression = scene.LogPolicy();
            scene.Put(start);
            scene.Move(NspgForm.DampedQ, stepSize, rounds: 6);
            var damped = scene.LogPolicy();
            return (Gap(regression, predicted), Gap(damped, predicted), Gap(regression, damped));
        }

        var (whole, half) = (Errors(0.02), Errors(0.01));
        (whole.Regression / half.Regression).Should().BeApproximately(4, 0.3);
        (whole.DampedQ / half.DampedQ).Should().BeApproximately(4, 0.3);
        half.Between.Should().BeGreaterThan(0, "six rounds solve another problem than one");
        (whole.Between / half.Between).Should().BeGreaterThan(3.7);
    }

    /// <summary>The same of a network with damping: one round is the natural gradient step itself, more differ from it by a term of second order.</summary>
    [Fact]
    public void BothFormsMoveANetworkAlikeToFirstOrder()
    {
        double[] Moved(NspgForm form, double stepSize, int rounds)
        {
            using var scope = NewDisposeScope();
            using var network = new Network();
            var (start, batch) = (network.Values.clone(), network.Batch(Temperature));
            if (form == NspgForm.Regression)
            {
                network.Step(0.1).Regress(batch.Advantages, stepSize);
            }
            else
            {
                network.Step(0.1).RegressDampedQ(batch.Values, batch.LogPrior, batch.Targets, stepSize * Temperature, Temperature, rounds);
            }

            return (network.Values - start).data<double>().ToArray();
        }

        double Distance(double stepSize, int rounds) => Gap(Moved(NspgForm.Regression, stepSize, 1), Moved(NspgForm.DampedQ, stepSize, rounds));
        Distance(0.1, 1).Should().BeLessThan(1e-12);
        var (whole, half) = (Distance(0.02, 4), Distance(0.01, 4));
        half.Should().BeGreaterThan(1e-9).And.BeLessThan(0.1 * Gap(Moved(NspgForm.Regression, 0.01, 1), new double[Network.Count]));
        (whole / half).Should().BeApproximately(4, 0.3);
    }

    /// <summary>More rounds come to the minimum of the damped Q regression with ½ρ‖θ − θ_old‖²: its gradient vanishes there, and not after the first.</summary>
    [Fact]
    public void RoundsSolveTheDampedQRegression()
    {
        double GradientAfter(int rounds)
        {
            using var scope = NewDisposeScope();
            using var network = new Network();
            var (start, batch) = (network.Values.clone(), network.Batch(Temperature));
            var oldQ = DuelingHead.TakenQ(batch.Values, network.Taken().detach() - batch.LogPrior, Temperature);
            network.Step(0.1).RegressDampedQ(batch.Values, batch.LogPrior, batch.Targets, 0.1, Temperature, rounds);
            var loss = DampedQLoss.Mean(DuelingHead.TakenQ(batch.Values, network.Taken() - batch.LogPrior, Temperature), oldQ, batch.Targets, 0.1) / (Temperature * Temperature);
            var gradient = cat(autograd.grad([loss], network.Parameters.ToArray()).Select(part => part.reshape(-1)).ToArray());
            return (gradient + (0.1 * (network.Values - start))).norm().item<double>();
        }

        GradientAfter(1).Should().BeGreaterThan(1e-4);
        GradientAfter(40).Should().BeLessThan(1e-8);
    }

    /// <summary>A step that would change the policy more than allowed is shortened to it, in both forms alike.</summary>
    [Theory]
    [InlineData(NspgForm.Regression, 1)]
    [InlineData(NspgForm.DampedQ, 1)]
    [InlineData(NspgForm.DampedQ, 3)]
    public void AStepIsShortenedToTheKlAllowed(NspgForm form, int rounds)
    {
        using var scope = NewDisposeScope();
        using var network = new Network();
        var before = network.LogPolicy().detach();
        var batch = network.Batch(Temperature);
        if (form == NspgForm.Regression)
        {
            network.Step(0.1, maxKl: 1e-4).Regress(batch.Advantages, 3);
        }
        else
        {
            network.Step(0.1, maxKl: 1e-4).RegressDampedQ(batch.Values, batch.LogPrior, batch.Targets, 3 * Temperature, Temperature, rounds);
        }

        // The prediction is a mean over the actions drawn, the divergence one over all; both are within a third of the other in a batch of 64.
        var kl = Divergences.KullbackLeibler(before, network.LogPolicy().detach()).mean().item<double>();
        kl.Should().BeInRange(0.6e-4, 1.5e-4);
    }

    private static TabularScene Scene(string prior)
    {
        var scene = new TabularScene(RandomMdps.Create(5), Temperature, TabularScene.Prior(prior, 4, 3));
        scene.Put([.. Enumerable.Range(0, 12).Select(index => Math.Sin(index))]);
        return scene;
    }

    private static double Gap(IEnumerable<double> left, IEnumerable<double> right) => left.Zip(right, (x, y) => Math.Abs(x - y)).Max();

    /// <summary>3 inputs, 5 tanh units, 3 actions, 64 rows, float64; parameters are views of one vector.</summary>
    private sealed class Network : IDisposable
    {
        public const int Count = 30;
        private readonly Tensor _first, _second, _inputs, _actions;

        public Network()
        {
            using var generator = new Generator(3);
            using var scope = NewDisposeScope();
            Values = randn(Count, dtype: ScalarType.Float64, generator: generator).DetachFromDisposeScope();
            _first = Values.narrow(0, 0, 15).view(3, 5).requires_grad_().DetachFromDisposeScope();
            _second = Values.narrow(0, 15, 15).view(5, 3).requires_grad_().DetachFromDisposeScope();
            _inputs = randn([64, 3], dtype: ScalarType.Float64, generator: generator).DetachFromDisposeScope();
            _actions = LogPolicy().detach().exp().multinomial(1, generator: generator).squeeze(1).DetachFromDisposeScope();
        }

        public Tensor Values { get; }

        public IReadOnlyList<Tensor> Parameters => [_first, _second];

        public Tensor LogPolicy() => _inputs.mm(_first).tanh().mm(_second).log_softmax(1);

        public Tensor Taken() => Policies.LogProbability(LogPolicy(), _actions);

        public NaturalStep Step(double damping, double maxKl = double.PositiveInfinity)
            => new() { TakenLogProbabilities = Taken, Parameters = Parameters, Damping = damping, Iterations = 60, MaxKl = maxKl };

        public (Tensor Values, Tensor LogPrior, Tensor Targets, Tensor Advantages) Batch(double temperature)
        {
            using var generator = new Generator(4);
            Tensor Draw() => randn(64, dtype: ScalarType.Float64, generator: generator);
            var (values, delta) = (Draw(), Draw());
            var prior = tensor(new[] { 0.5, 0.3, 0.2 }).log();
            var policy = LogPolicy().detach();
            var (kl, taken) = (Divergences.KullbackLeibler(policy, prior), prior.index_select(0, _actions));
            var advantages = NaturalGradient.RegularizedAdvantages(delta, Taken().detach() - taken, kl, temperature);
            return (values, taken, values + delta + (temperature * kl), advantages);
        }

        public void Dispose()
        {
            foreach (var tensor in new[] { _first, _second, _inputs, _actions, Values })
            {
                tensor.Dispose();
            }
        }
    }
}
