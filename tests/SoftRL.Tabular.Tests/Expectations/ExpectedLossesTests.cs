using SoftRL.Core;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Tabular.Tests;

/// <summary>
/// Each closed form against the same expectation as a sum over all trajectories, computed by the production losses and
/// backups of SoftRL.Core: value and gradient.
/// </summary>
public sealed class ExpectedLossesTests : IDisposable
{
    private const double Tau = 0.3;
    private const double Gamma = 0.9;
    private const int Steps = 3;
    private static readonly double[] StateWeights = [0.4, 0.3, 0.2, 0.1];

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly FiniteMdp mdp = Models.Random(21);
    private double[,] prior = null!;
    private Tensor q = null!;
    private Tensor logPolicy = null!;
    private Tensor values = null!;
    private Tensor kl = null!;
    private double[,] policy = null!;
    private double[] stateValues = null!;
    private double[] penalty = null!;
    private TrajectoryTensors rollouts = null!;
    private Tensor weights = null!;
    private double[,] pairs = null!;

    [Theory]
    [InlineData("uniform")]
    [InlineData("random")]
    [InlineData("masked")]
    public void SoftQEqualsTheSumOverTrajectories(string kind)
    {
        Prepare(kind);
        var targets = Backups.ActionTargets(rollouts.Terms(values, kl), Tau, Gamma, Steps).reshape(-1);
        Agree(ExpectedLosses.SoftQ(q, pairs, ActionMoments()), SoftQLoss.Expected(Taken(q), targets, weights));
    }

    [Theory]
    [InlineData("random", 0.7)]
    [InlineData("masked", 0)]
    public void SoftQWithLambdaTargetsEqualsTheSumOverTrajectories(string kind, double lambda)
    {
        Prepare(kind);
        var now = rollouts.AtStates(values).reshape(Steps, -1);
        var targets = Backups.LambdaActionTargets(rollouts.Terms(values, kl), now, Tau, Gamma, lambda).reshape(-1);
        var moments = ExpectedTargets.Lambda(mdp, policy, stateValues, Tau, Gamma, lambda, Steps, prior).Plus(penalty);
        Agree(ExpectedLosses.SoftQ(q, pairs, moments), SoftQLoss.Expected(Taken(q), targets, weights));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("masked")]
    public void DampedQEqualsTheSumOverTrajectories(string kind)
    {
        Prepare(kind);
        var old = TableTensors.From(Models.RandomTable(5, 4, 3));
        var targets = Backups.ActionTargets(rollouts.Terms(values, kl), Tau, Gamma, Steps).reshape(-1);
        var damped = DampedQLoss.Targets(Taken(old), targets, 0.25);
        Agree(ExpectedLosses.DampedQ(q, TableTensors.ToTable(old), pairs, ActionMoments(), 0.25), SoftQLoss.Expected(Taken(q), damped, weights));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("masked")]
    public void ValueEqualsTheSumOverTrajectories(string kind)
    {
        Prepare(kind);
        var targets = Backups.StateTargets(rollouts.Terms(values, kl), Tau, Gamma, Steps).reshape(-1);
        Agree(ExpectedLosses.Value(values, pairs, StateMoments(Tau)), ValueLoss.Expected(rollouts.AtStates(values), targets, weights));
    }

    [Theory]
    [InlineData("random", true)]
    [InlineData("masked", true)]
    [InlineData("random", false)]
    public void ThePolicyGradientProperOrNaiveEqualsTheSumOverTrajectories(string kind, bool proper)
    {
        Prepare(kind);
        var terms = rollouts.Terms(values.detach(), kl.detach());
        var now = rollouts.AtStates(values.detach()).reshape(Steps, -1);
        var returns = proper ? PolicyGradientReturns.Proper(terms, now, Tau, Gamma, Steps) : PolicyGradientReturns.Naive(terms, now, Gamma, Steps);
        var moments = StateMoments(proper ? Tau : 0);
        var advantages = Table((s, a) => moments.Means[s, a] - stateValues[s]);
        Agree(
            ExpectedLosses.PolicyGradient(logPolicy, pairs, advantages, Tau, prior),
            PolicyGradientLoss.Expected(Taken(logPolicy), returns.Advantages.reshape(-1), rollouts.AtStates(kl), weights, Tau));
    }

    [Fact]
    public void TheGeneralisedPolicyGradientEqualsTheSumOverTrajectories()
    {
        Prepare("random");
        var terms = rollouts.Terms(values.detach(), kl.detach());
        var returns = PolicyGradientReturns.Generalized(terms, rollouts.AtStates(values.detach()).reshape(Steps, -1), Tau, Gamma, 0.8);
        var moments = ExpectedTargets.Lambda(mdp, policy, stateValues, Tau, Gamma, 0.8, Steps, prior).Plus(penalty);
        var advantages = Table((s, a) => moments.Means[s, a] - stateValues[s]);
        Agree(
            ExpectedLosses.PolicyGradient(logPolicy, pairs, advantages, Tau, prior),
            PolicyGradientLoss.Expected(Taken(logPolicy), returns.Advantages.reshape(-1), rollouts.AtStates(kl), weights, Tau));
    }

    [Fact]
    public void A2cEqualsTheSumOverTrajectories()
    {
        Prepare("random");
        var returns = PolicyGradientReturns.Proper(rollouts.Terms(values.detach(), kl.detach()), rollouts.AtStates(values.detach()).reshape(Steps, -1), Tau, Gamma, Steps);
        var terms = new A2cTerms
        {
            TakenLogProbabilities = Taken(logPolicy),
            Advantages = returns.Advantages.reshape(-1),
            Kl = rollouts.AtStates(kl),
            Values = rollouts.AtStates(values),
            ValueTargets = returns.ValueTargets.reshape(-1),
        };
        var moments = StateMoments(Tau);
        var advantages = Table((s, a) => moments.Means[s, a] - stateValues[s]);
        Agree(
            ExpectedLosses.PolicyGradient(logPolicy, pairs, advantages, Tau, prior) + (0.5 * ExpectedLosses.Value(values, pairs, moments)),
            A2cLoss.Expected(terms, weights, Tau, 0.5));
    }

    [Fact]
    public void TheNaturalGradientRegressionEqualsTheSumOverTrajectories()
    {
        Prepare("random");
        var targets = Backups.StateTargets(rollouts.Terms(values.detach(), kl.detach()), Tau, Gamma, Steps).reshape(-1);
        var regularised = NaturalGradient.RegularizedAdvantages(
            targets - rollouts.AtStates(values.detach()), rollouts.Taken(logPolicy.detach() - tensor(prior)), rollouts.AtStates(kl.detach()), Tau);
        var moments = StateMoments(Tau);
        var advantages = moments with
        {
            Means = Table((s, a) => moments.Means[s, a] - stateValues[s] - (Tau * (Math.Log(policy[s, a]) - prior[s, a])) + penalty[s]),
        };
        var old = Models.RandomTable(6, 4, 3);
        Agree(
            ExpectedLosses.LogPolicyRegression(logPolicy, old, pairs, advantages, 0.5),
            Weighted((scale, _) => LogPolicyRegressionLoss.Mean(Taken(logPolicy) * scale, Taken(tensor(old)) * scale, regularised * scale, 0.5)));
    }

    [Fact]
    public void PathConsistencyEqualsTheSumOverTrajectoriesDifferentiatedEverywhere()
    {
        Prepare("random");
        using var model = new MdpTensors(mdp);
        var logRatio = logPolicy - tensor(prior);
        var residuals = PathConsistencyLoss.Residuals(
            rollouts.Terms(values), rollouts.AtStates(values).reshape(Steps, -1), rollouts.Taken(logRatio).reshape(Steps, -1), Tau, Gamma, Steps);
        Agree(
            ExpectedLosses.PathConsistency(model, values, logRatio, policy, StateWeights, Tau, Gamma, Steps),
            0.5 * residuals.reshape(-1).square().dot(weights));
    }

    [Fact]
    public void PgqIsTheMixtureOfItsParts()
    {
        Prepare("random");
        var targets = Backups.StateTargets(rollouts.Terms(values.detach(), kl.detach()), Tau, Gamma, Steps).reshape(-1);
        var head = PgqHead.Q(values, logPolicy, Tau, tensor(prior));
        var moments = StateMoments(Tau);
        var advantages = Table((s, a) => moments.Means[s, a] - stateValues[s]);
        var actor = PolicyGradientLoss.Expected(Taken(logPolicy), targets - rollouts.AtStates(values.detach()), rollouts.AtStates(kl), weights, Tau);
        Agree(
            (0.3 * ExpectedLosses.PolicyGradient(logPolicy, pairs, advantages, Tau, prior)) + (0.7 * ExpectedLosses.SoftQ(head, pairs, moments)),
            PgqLoss.Mix(actor, SoftQLoss.Expected(Taken(head), targets, weights), 0.7));
    }

    [Fact]
    public void TheActorCriticCriticsEqualTheSumOverOneStepTrajectories()
    {
        Prepare("random", steps: 1);
        var next = SoftValues.PolicyValue(q.detach(), logPolicy.detach(), Tau, tensor(prior));
        var terms = rollouts.Terms(next);
        var targets = SoftBellmanTargets.OneStep(terms.Rewards.reshape(-1), terms.NextValues.reshape(-1), terms.Terminated.reshape(-1), Gamma);
        var moments = ExpectedTargets.NStep(mdp, policy, TableTensors.ToVector(next), 0, Gamma, 1, prior);
        var closed = ExpectedLosses.SoftQ(q, pairs, moments);
        Agree(closed, Weighted((scale, _) => SacCriticLoss.Mean(Taken(q) * scale, targets * scale)));
        Agree(closed, Weighted((scale, _) => DspgCriticLoss.Mean(Taken(q) * scale, targets * scale)));
    }

    [Fact]
    public void TheActorsEqualTheSumOverActions()
    {
        Prepare("random");
        var critic = Models.RandomTable(8, 4, 3);
        Agree(
            ExpectedLosses.SacActor(logPolicy, critic, StateWeights, Tau, prior),
            Enumerable.Range(0, 4).Select(s => StateWeights[s] * SacActorLoss.Discrete(
                logPolicy.narrow(0, s, 1), tensor(critic).narrow(0, s, 1), Tau, tensor(prior).narrow(0, s, 1))).Aggregate((x, y) => x + y));

        // One sample of every action, weighted by its probability.
        var sum = zeros([], ScalarType.Float64);
        for (var i = 0; i < 12; i++)
        {
            var (s, a) = (i / 3, i % 3);
            sum = sum + (StateWeights[s] * policy[s, a] * DspgActorLoss.Mean(
                logPolicy[s, a].reshape(1, 1), tensor(critic)[s, a].reshape(1, 1), Tau, tensor(prior)[s, a].reshape(1, 1)));
        }

        Agree(ExpectedLosses.DspgActor(logPolicy, critic, StateWeights, Tau, prior), sum);
    }

    [Fact]
    public void LeaveNoTensorBehind() => TensorLeak.AssertNone(() =>
    {
        using var inner = NewDisposeScope();
        var table = Models.RandomTable(1, 4, 3);
        var weights = PairWeights.Of(RandomMdps.Policy(1, 4, 3), StateWeights);
        using var loss = ExpectedLosses.SoftQ(tensor(table), weights, new TargetMoments(table, new double[4, 3]));
    });

    [Fact]
    public void RefuseBadArguments()
    {
        var (table, moments) = (new double[4, 3], new TargetMoments(new double[4, 3], new double[4, 3]));
        using var good = zeros(4, 3, dtype: ScalarType.Float64);
        using var single = zeros(4, 3);
        using var small = zeros(3, 3, dtype: ScalarType.Float64);
        ((Action)(() => ExpectedLosses.SoftQ(single, table, moments))).Should().Throw<ArgumentException>().WithMessage("*float64*");
        ((Action)(() => ExpectedLosses.SoftQ(small, table, moments))).Should().Throw<ArgumentException>().WithMessage("*[4, 3]*");
        ((Action)(() => ExpectedLosses.DampedQ(good, table, table, moments, 1.5))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("damping");
        ((Action)(() => ExpectedLosses.PolicyGradient(good, table, table, -1))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("temperature");
        ((Action)(() => ExpectedLosses.LogPolicyRegression(good, table, table, moments, 0))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("stepSize");
        ((Action)(() => ExpectedLosses.SacActor(good, table, [1], 1))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("stateWeights");
    }

    public void Dispose()
    {
        rollouts?.Dispose();
        scope.Dispose();
    }

    private void Prepare(string kind, int steps = Steps)
    {
        prior = Models.Prior(kind, 4, 3);
        q = tensor(Models.RandomTable(1, 4, 3), requires_grad: true);
        logPolicy = BoltzmannPolicies.LogPolicy(q, Tau, tensor(prior));
        values = SoftValues.SoftValue(q, Tau, tensor(prior));
        kl = Divergences.KullbackLeibler(logPolicy, tensor(prior));
        policy = SoftTables.Boltzmann(Models.RandomTable(1, 4, 3), Tau, prior);
        stateValues = SoftTables.Values(Models.RandomTable(1, 4, 3), Tau, prior);
        penalty = [.. SoftTables.Divergence(policy, prior).Select(x => Tau * x)];
        rollouts = new TrajectoryTensors(mdp, TrajectorySet.Enumerate(mdp, steps, prior));
        weights = rollouts.FirstStepWeights(policy, StateWeights);
        pairs = PairWeights.Of(policy, StateWeights);
    }

    private TargetMoments StateMoments(double temperature) =>
        ExpectedTargets.NStep(mdp, policy, stateValues, temperature, Gamma, Steps, prior);

    private TargetMoments ActionMoments() => StateMoments(Tau).Plus(penalty);

    private Tensor Taken(Tensor perAction) => rollouts.Taken(perAction);

    /// <summary>A mean of squares becomes a weighted sum when both its arguments are multiplied by √(N w).</summary>
    private Tensor Weighted(Func<Tensor, Tensor, Tensor> loss)
    {
        var scaled = weights * (double)weights.size(0);
        return loss(scaled.sqrt(), scaled);
    }

    private static double[,] Table(Func<int, int, double> entry)
    {
        var table = new double[4, 3];
        for (var i = 0; i < 12; i++)
        {
            table[i / 3, i % 3] = entry(i / 3, i % 3);
        }

        return table;
    }

    private void Agree(Tensor closed, Tensor summed)
    {
        closed.item<double>().Should().BeApproximately(summed.item<double>(), 1e-10);
        var left = autograd.grad([closed], [q], retain_graph: true)[0];
        var right = autograd.grad([summed], [q], retain_graph: true)[0];
        TensorAssert.AllClose(left, right, relative: 1e-10, absolute: 1e-12);
    }
}
