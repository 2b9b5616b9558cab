using FsCheck.Fluent;
using SoftRL.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed class ReferencePoliciesTests
{
    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void GiveTheDistributionsWorkedByHand(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        var place = new Device(device);
        Check(ReferencePolicies.Uniform(4, dtype, place), 0.25, 0.25, 0.25, 0.25);
        Check(ReferencePolicies.FromProbabilities(new[] { 0.5, 0, 0.5 }.ToTensor(dtype, device)), 0.5, 0, 0.5);
        Check(ReferencePolicies.FromLogProbabilities(new[] { 0.25, 0, 0.75 }.Logs().ToTensor(dtype, device)), 0.25, 0, 0.75);
        Check(ReferencePolicies.FromLogits(new[] { Math.Log(2), double.NegativeInfinity, Math.Log(6) }.ToTensor(dtype, device)), 0.25, 0, 0.75);
        Check(ReferencePolicies.FromMask(tensor(new[] { true, false, true, true }).to(place), dtype), 1 / 3.0, 0, 1 / 3.0, 1 / 3.0);
        Check(ReferencePolicies.Restrict(new[] { 0.1, 0.6, 0.3 }.Logs().ToTensor(dtype, device), tensor(new[] { true, false, true }).to(place)), 0.25, 0, 0.75);

        void Check(Tensor logPrior, params double[] probabilities)
        {
            logPrior.dtype.Should().Be(dtype);
            logPrior.device_type.Should().Be(place.type);
            TensorAssert.AllClose(logPrior.exp(), probabilities.ToTensor(), 0, dtype == ScalarType.Float32 ? 1e-6 : 1e-15);
        }
    }

    [Fact]
    public void MasksMayDifferFromStateToState()
    {
        using var scope = NewDisposeScope();
        var mask = tensor(new[] { true, false, true, true }).reshape(2, 2);
        ReferencePolicies.FromMask(mask).exp().Numbers().Should().Equal(1, 0, 0.5, 0.5);
        ReferencePolicies.Restrict(ReferencePolicies.Uniform(2), mask).exp().Numbers().Should().Equal(1, 0, 0.5, 0.5);
        ReferencePolicies.Restrict(zeros(2, 2), mask[0]).exp().Numbers().Should().Equal(1, 0, 1, 0);
    }

    [Fact]
    public void EveryWayInAgreesWithTheScalarTwin()
    {
        using var scope = NewDisposeScope();
        var random = new Random(14);
        var rows = Enumerable.Range(0, 1000).Select(_ => random.Distribution(5, masks: true)).ToArray();
        var allowed = rows.Select(row => row.Select(p => p > 0 ? 1.0 : 0).ToArray()).ToArray();
        var support = rows.ToTensor().gt(0);

        TensorAssert.AllClose(ReferencePolicies.FromProbabilities(rows.ToTensor()).exp(), rows.ToTensor(), 0, 1e-15);
        TensorAssert.AllClose(ReferencePolicies.FromLogProbabilities(rows.Logs().ToTensor()).exp(), rows.ToTensor(), 0, 1e-15);
        TensorAssert.AllClose(ReferencePolicies.FromLogits(rows.Logs().ToTensor() + 3).exp(), rows.ToTensor(), 0, 1e-14);
        var uniform = allowed.Select(row => row.Select(a => a / row.Sum()).ToArray()).ToArray();
        TensorAssert.AllClose(ReferencePolicies.FromMask(support, ScalarType.Float64).exp(), uniform.ToTensor(), 0, 1e-15);
        TensorAssert.AllClose(ReferencePolicies.Restrict(ReferencePolicies.Uniform(5, ScalarType.Float64), support).exp(), uniform.ToTensor(), 0, 1e-15);
    }

    [Fact]
    public void RestrictingTwiceIsRestrictingOnce() => Laws.Hold(Laws.States, state =>
    {
        using var scope = NewDisposeScope();
        var mask = state.Prior.ToTensor().gt(0);
        var once = ReferencePolicies.Restrict(state.Q.ToTensor(), mask);
        var twice = ReferencePolicies.Restrict(once, mask).exp().Numbers();
        return Math.Abs(twice.Sum() - 1) <= 1e-12 && twice.Zip(once.exp().Numbers()).All(x => Math.Abs(x.First - x.Second) <= 1e-12);
    });

    [Fact]
    public void AFrozenNetworkMayBeTrainedThroughItsLogits()
    {
        using var scope = NewDisposeScope();
        var logits = new Random(2).NormalRows(3, 4).ToTensor();
        var mask = tensor(new[] { true, true, false, true });
        Gradients.ShouldAgree(x => ReferencePolicies.FromLogits(x), logits, "logits");
        Gradients.ShouldAgree(x => ReferencePolicies.Restrict(x, mask).narrow(1, 0, 2), logits, "restricted");
        Gradients.Of(x => ReferencePolicies.Restrict(x, mask).narrow(1, 0, 2), logits).Numbers().Should().OnlyContain(g => double.IsFinite(g));
    }

    [Fact]
    public void RefuseWhatIsNoDistribution()
    {
        using var scope = NewDisposeScope();
        var row = zeros(3);
        Refusals.Of("probabilities", () => ReferencePolicies.FromProbabilities(null!), () => ReferencePolicies.FromProbabilities(tensor(0.5f)),
            () => ReferencePolicies.FromProbabilities(new[] { 0.5, 0.6 }.ToTensor()), () => ReferencePolicies.FromProbabilities(new[] { 1.5, -0.5 }.ToTensor()),
            () => ReferencePolicies.FromProbabilities(new[] { double.NaN, 1 }.ToTensor()), () => ReferencePolicies.FromProbabilities(zeros(2, 2, 2)));
        Refusals.Of("logProbabilities", () => ReferencePolicies.FromLogProbabilities(row), () => ReferencePolicies.FromLogProbabilities(zeros(2, dtype: ScalarType.Int64)),
            () => ReferencePolicies.FromLogProbabilities(new[] { double.NaN, 0 }.ToTensor()),
            () => ReferencePolicies.FromLogProbabilities(new[] { double.NegativeInfinity, double.NegativeInfinity }.ToTensor()));
        Refusals.Of("logits", () => ReferencePolicies.FromLogits(null!), () => ReferencePolicies.FromLogits(zeros(2, 0)));
        Refusals.Of("mask", () => ReferencePolicies.FromMask(null!), () => ReferencePolicies.FromMask(row), () => ReferencePolicies.FromMask(tensor(new[] { false, false })),
            () => ReferencePolicies.Restrict(row, tensor(new[] { true, false })), () => ReferencePolicies.Restrict(row, row),
            () => ReferencePolicies.Restrict(zeros(2, 2), ones(3, 2, dtype: ScalarType.Bool)));
        Refusals.Of("logPrior", () => ReferencePolicies.Restrict(zeros(3, dtype: ScalarType.Int32), row.isfinite()));
        Refusals.OutOfRange("actions", () => ReferencePolicies.Uniform(0));
        Refusals.OutOfRange("dtype", () => ReferencePolicies.Uniform(2, ScalarType.Int64), () => ReferencePolicies.FromMask(ones(2, dtype: ScalarType.Bool), ScalarType.Int32));
    }

    [Fact]
    public void LeaveNoTensorBehindAlsoWhenTheyRefuse()
    {
        using var scope = NewDisposeScope();
        var (probabilities, mask) = (ones(2, 4) / 4, ones(4, dtype: ScalarType.Bool));
        TensorLeak.AssertNone(() => ReferencePolicies.Uniform(3).Dispose());
        TensorLeak.AssertNone(() => ReferencePolicies.FromProbabilities(probabilities).Dispose());
        TensorLeak.AssertNone(() => ReferencePolicies.FromLogits(probabilities).Dispose());
        TensorLeak.AssertNone(() => ReferencePolicies.FromMask(mask).Dispose());
        TensorLeak.AssertNone(() => ReferencePolicies.Restrict(probabilities, mask).Dispose());
        TensorLeak.AssertNone(() => ((Action)(() => ReferencePolicies.FromLogProbabilities(probabilities))).Should().Throw<ArgumentException>());
    }
}
