using static SoftRL.Core.Tests.Doubles;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>Every loss, head and natural gradient function in both dtypes on every device: dtype and device are those of the inputs, the
/// numbers those of float64 on the CPU.</summary>
public sealed class EveryKindTests
{
    private static readonly Dictionary<string, Func<Inputs, Tensor>> Functions = new()
    {
        ["soft Q"] = x => SoftQLoss.Mean(x.A, x.B),
        ["soft Q expected"] = x => SoftQLoss.Expected(x.A, x.B, x.C),
        ["value"] = x => ValueLoss.Mean(x.A, x.B),
        ["value expected"] = x => ValueLoss.Expected(x.A, x.B, x.C),
        ["policy gradient"] = x => PolicyGradientLoss.Mean(x.A, x.B, x.C, 0.3),
        ["policy gradient expected"] = x => PolicyGradientLoss.Expected(x.A, x.B, x.C, x.D, 0.3),
        ["a2c"] = x => A2cLoss.Mean(x.Terms, 0.3, 0.5),
        ["a2c expected"] = x => A2cLoss.Expected(x.Terms, x.B, 0.3, 0.5),
        ["naive returns"] = x => PolicyGradientReturns.Naive(x.Rollout, x.Matrix, 0.9, 2).Advantages,
        ["proper returns"] = x => PolicyGradientReturns.Proper(x.Rollout, x.Matrix, 0.3, 0.9, 2).Advantages,
        ["generalised returns"] = x => PolicyGradientReturns.Generalized(x.Rollout, x.Matrix, 0.3, 0.9, 0.8).Advantages,
        ["soft policy gradient"] = x => SoftPolicyGradientLoss.Mean(x.PathTerms, 0.3, 0.9, 0.8).Policy,
        ["soft policy gradient value"] = x => SoftPolicyGradientLoss.Mean(x.PathTerms, 0.3, 0.9, 0.8).Value,
        ["sampled value"] = x => SoftBellmanTargets.SampledValue(x.Matrix, x.LogPolicy, 0.3, x.Matrix),
        ["one step"] = x => SoftBellmanTargets.OneStep(x.A, x.B, x.C, 0.9),
        ["twin critics"] = x => SacCriticLoss.TwinMean(x.A, x.B, x.C),
        ["discrete actor"] = x => SacActorLoss.Discrete(x.LogPolicy, x.Matrix, 0.3, x.LogPrior),
        ["continuous actor"] = x => SacActorLoss.Continuous(x.A, x.B, 0.3, x.C),
        ["entropy temperature"] = x => SacTemperatureLoss.ForEntropy(x.A[0], x.B, 0.3),
        ["divergence temperature"] = x => SacTemperatureLoss.ForDivergence(x.A[0], x.B, 0.3),
        ["dspg critic"] = x => DspgCriticLoss.Mean(x.A, x.B),
        ["dspg actor"] = x => DspgActorLoss.Mean(x.LogPolicy, x.Matrix, 0.3, x.Matrix),
        ["dspg actor, one left out"] = x => DspgActorLoss.LeaveOneOutMean(x.LogPolicy, x.Matrix, 0.3, x.Matrix),
        ["global norm"] = x => GlobalNorm.Of([x.A, x.Matrix]),
        ["clip"] = x => GlobalNorm.Clip(x.Matrix, 0.1),
        ["path consistency"] = x => PathConsistencyLoss.Mean(x.Rollout, x.Matrix, x.LogPolicy, 0.3, 0.9, 2),
        ["pgq mix"] = x => PgqLoss.Mix(x.A[0], x.B[0], 0.3),
        ["gradient scale"] = x => GradientScaling.Scale(x.Matrix, 0.3),
        ["dueling taken"] = x => DuelingHead.TakenQ(x.A, x.B, 0.3, 0.5, 3),
        ["dueling"] = x => DuelingHead.Q(x.A, x.LogPolicy, 0.3, x.LogPrior, 0.5, 3),
        ["pgq taken"] = x => PgqHead.TakenQ(x.A, x.B, x.C, 0.3),
        ["pgq"] = x => PgqHead.Q(x.A, x.LogPolicy, 0.3, x.LogPrior),
        ["fisher"] = x => FisherInformation.Matrix(x.Matrix),
        ["fisher product"] = x => FisherInformation.VectorProduct(x.Matrix, x.LogPrior, 0.1),
        ["natural step"] = x => NaturalGradient.Step(x.Matrix, x.A, 0.3),
        ["damped natural step"] = x => NaturalGradient.Step(x.Matrix, x.A, 0.3, 0.1),
        ["dual natural step"] = x => NaturalGradient.Step(x.Matrix.t(), x.LogPrior, 0.3, 0.1),
        ["regularised advantages"] = x => NaturalGradient.RegularizedAdvantages(x.A, x.B, x.C, 0.3),
        ["log-policy regression"] = x => LogPolicyRegressionLoss.Mean(x.A, x.B, x.C, 0.3),
        ["damped targets"] = x => DampedQLoss.Targets(x.A, x.B, 0.3),
        ["damped q"] = x => DampedQLoss.Mean(x.A, x.B, x.C, 0.3),
        ["scores"] = x => ScoreMatrix.Of((x.Parameter * 2).log_softmax(0), [x.Parameter]),
    };

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void KeepsDtypeDeviceAndNumbers(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var reference = new Inputs(ScalarType.Float64, "cpu");
        var inputs = new Inputs(dtype, device);
        foreach (var (name, function) in Functions)
        {
            var result = function(inputs);
            result.dtype.Should().Be(dtype, name);
            result.device_type.Should().Be(inputs.A.device_type, name);
            Close(Read(result), Read(function(reference)), 10 * Kinds.Tolerance(dtype)).Should().BeTrue(name);
        }
    }

    private sealed class Inputs(ScalarType dtype, string device)
    {
        private readonly Random random = new(7);

        public Tensor A => field ??= Numbers(4);

        public Tensor B => field ??= Numbers(4);

        public Tensor C => field ??= Numbers(4);

        public Tensor D => field ??= Numbers(4);

        public Tensor Matrix => field ??= Numbers(12).reshape(4, 3);

        public Tensor LogPolicy => field ??= Numbers(12).reshape(4, 3).log_softmax(1);

        public Tensor LogPrior => field ??= Numbers(3).log_softmax(0);

        public Tensor Parameter => field ??= Numbers(3).requires_grad_();

        public A2cTerms Terms => new() { TakenLogProbabilities = A, Advantages = B, Kl = C, Values = D, ValueTargets = A };

        public RolloutTerms Rollout => new()
        {
            Rewards = Matrix, NextValues = Matrix, Terminated = Matrix.gt(0.7).to(dtype), Truncated = Matrix.lt(-0.7).to(dtype), Kl = Matrix.square(),
        };

        public SoftPolicyGradientTerms PathTerms => new() { Rollout = Rollout, Values = Matrix, TakenLogProbabilities = LogPolicy, Kl = Matrix };

        /// <summary>The same numbers in either dtype: rounded to float32, and drawn in the order in which the functions ask.</summary>
        private Tensor Numbers(int count) =>
            tensor(Draw(random, count).Select(number => (double)(float)number).ToArray()).to(dtype).to(new Device(device));
    }
}
