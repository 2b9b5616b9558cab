using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

public sealed class TensorMathTests
{
    public static TheoryData<string, Func<Tensor, Tensor>, Func<double, double>> Functions => new()
    {
        { "abs", x => x.abs(), Math.Abs },
        { "exp", x => x.exp(), Math.Exp },
        { "log", x => x.log(), Math.Log },
        { "log1p", x => x.log1p(), v => Math.Log(1 + v) },
        { "expm1", x => x.expm1(), v => Math.Exp(v) - 1 },
        { "sqrt", x => x.sqrt(), Math.Sqrt },
        { "rsqrt", x => x.rsqrt(), v => 1 / Math.Sqrt(v) },
        { "square", x => x.square(), v => v * v },
        { "sigmoid", x => x.sigmoid(), v => 1 / (1 + Math.Exp(-v)) },
        { "tanh", x => x.tanh(), Math.Tanh },
        { "atanh", x => (x / 10).atanh(), v => Math.Atanh(v / 10) },
        { "softplus", x => x.softplus(), v => Math.Log(1 + Math.Exp(v)) },
        { "sin", x => x.sin(), Math.Sin },
        { "cos", x => x.cos(), Math.Cos },
        { "floor", x => x.floor(), Math.Floor },
        { "ceil", x => x.ceil(), Math.Ceiling },
        { "round", x => x.round(), v => Math.Round(v, MidpointRounding.ToEven) },
        { "round to two decimals", x => x.round(2), v => Math.Round(v, 2) },
        { "sign", x => x.sign(), v => Math.Sign(v) },
        { "neg", x => x.neg(), v => -v },
        { "reciprocal", x => x.reciprocal(), v => 1 / v },
        { "relu", x => (x - 1).relu(), v => Math.Max(v - 1, 0) },
        { "pow", x => x.pow(2.5), v => Math.Pow(v, 2.5) },
        { "clamp", x => x.clamp(1, 2), v => Math.Clamp(v, 1, 2) },
        { "clamp below only", x => x.clamp(min: (Scalar)1), v => Math.Max(v, 1) },
        { "clip", x => x.clip(max: 2), v => Math.Min(v, 2) },
        { "maximum", x => x.maximum(tensor(1.0)), v => Math.Max(v, 1) },
        { "minimum", x => x.minimum(tensor(1.0)), v => Math.Min(v, 1) },
        { "fmod", x => x.fmod(2), v => Math.IEEERemainder(v, 2) is var r && r < 0 ? r + 2 : r },
        { "xlogy", x => x.xlogy(x), v => v * Math.Log(v) },
        { "logaddexp", x => x.logaddexp(x), v => v + Math.Log(2) },
        { "log_sigmoid", x => x.log_sigmoid(), v => -Math.Log(1 + Math.Exp(-v)) },
        { "elu", x => (-x).elu(), v => Math.Exp(-v) - 1 },
        { "leaky_relu", x => (-x).leaky_relu(0.1), v => -0.1 * v },
        { "silu", x => x.silu(), v => v / (1 + Math.Exp(-v)) },
        { "logit", x => (x / 10).logit(), v => Math.Log((v / 10) / (1 - (v / 10))) },
        { "lgamma of an integer", x => (x.floor() + 3).lgamma(), v => Enumerable.Range(1, (int)Math.Floor(v) + 2).Sum(k => Math.Log(k)) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void FunctionsOfOneTensorAgreeWithTheNumbers(string name, Func<Tensor, Tensor> function, Func<double, double> expected)
    {
        using var scope = NewDisposeScope();
        double[] values = [0.3, 0.75, 1.0, 2.5, 3.1];
        var result = function(tensor(values)).data<double>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            result[i].Should().BeApproximately(expected(values[i]), 1e-12, $"{name} at {values[i]}");
        }
    }

    [Fact]
    public void ReductionsTakeOneSeveralAndAllDimensions()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, dtype: float64).view(2, 3);
        x.sum().item<double>().Should().Be(15);
        Numbers(x.sum(dim: 0)).Should().Equal(3.0, 5.0, 7.0);
        x.sum(1, keepdim: true).shape.Should().Equal(2L, 1L);
        x.sum(0, 1).item<double>().Should().Be(15);
        x.sum([0L, 1L]).item<double>().Should().Be(15);
        x.sum(float32).dtype.Should().Be(ScalarType.Float32);
        Numbers(x.mean([1])).Should().Equal(1.0, 4.0);
        x.mean().item<double>().Should().Be(2.5);
        x.std().item<double>().Should().BeApproximately(Math.Sqrt(3.5), 1e-12);
        x.std(false).item<double>().Should().BeApproximately(Math.Sqrt(35.0 / 12), 1e-12);
        Numbers(x.var(1)).Should().Equal(1.0, 1.0);
        Numbers(x.var(1, unbiased: false)).Should().AllSatisfy(v => v.Should().BeApproximately(2.0 / 3, 1e-12));
        x.std([0L, 1L]).item<double>().Should().BeApproximately(Math.Sqrt(3.5), 1e-12);
        x.prod().item<double>().Should().Be(0);
        Numbers(x.prod(1)).Should().Equal(0.0, 60.0);
        x.norm().item<double>().Should().BeApproximately(Math.Sqrt(55), 1e-12);
        Numbers(x.norm(1)).Should().AllSatisfy(v => v.Should().BePositive());
        x.std_mean().mean.item<double>().Should().Be(2.5);
        x.count_nonzero().item<long>().Should().Be(5);
    }

    [Fact]
    public void TheConstantZeroIsTakenForAnElementTypeBySumAndProd()
    {
        // The overloads of the real library make it so: dimension 0 has to be named.
        using var scope = NewDisposeScope();
        var x = ones(2, 3);
        x.sum(0).dtype.Should().Be(ScalarType.Byte);
        x.sum(dim: 0).dtype.Should().Be(ScalarType.Float32);
        x.sum(1).dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void ExtremesComeWithTheirPlaces()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 5.0, 3.0, 9.0, 2.0, 4.0 }, [2, 3]);
        x.max().item<double>().Should().Be(9);
        var (values, indexes) = x.max(1);
        Numbers(values).Should().Equal(5.0, 9.0);
        indexes.data<long>().ToArray().Should().Equal(1L, 0L);
        Numbers(x.min(1, keepdim: true).values).Should().Equal(1.0, 2.0);
        Numbers(x.amax(1)).Should().Equal(5.0, 9.0);
        x.amax([1L], keepdim: true).shape.Should().Equal(2L, 1L);
        Numbers(x.amin(0)).Should().Equal(1.0, 2.0, 3.0);
        x.argmax(1).data<long>().ToArray().Should().Equal(1L, 0L);
        x.argmin().item<long>().Should().Be(0);
        Numbers(x.sort(1, descending: true).Values).Should().Equal(5.0, 3.0, 1.0, 9.0, 4.0, 2.0);
        Numbers(x.topk(2, 1).values).Should().Equal(5.0, 3.0, 9.0, 4.0);
        Numbers(x.flip(1)).Should().Equal(3.0, 5.0, 1.0, 4.0, 2.0, 9.0);
        Numbers(x.cumsum(1)).Should().Equal(1.0, 6.0, 9.0, 9.0, 11.0, 15.0);
        x.median().item<double>().Should().Be(3.0);
        tensor(new[] { 2L, 1L, 2L }).unique(return_counts: true).counts!.data<long>().ToArray().Should().Equal(1L, 2L);
    }

    [Fact]
    public void SoftmaxAndLogsumexpAgree()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 2.0, 3.0 }, [1, 3]);
        var expected = Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(3));
        x.logsumexp(1).item<double>().Should().BeApproximately(expected, 1e-12);
        Numbers(x.log_softmax(1))[2].Should().BeApproximately(3 - expected, 1e-12);
        torch.softmax(x, 1).sum().item<double>().Should().BeApproximately(1, 1e-12);
        x.softmax(1, float32).dtype.Should().Be(ScalarType.Float32);
        x.masked_fill(x > 2, double.NegativeInfinity).logsumexp(1).item<double>().Should().BeApproximately(Math.Log(Math.Exp(1) + Math.Exp(2)), 1e-12);
    }

    [Fact]
    public void LogicAndTestsForSpecialValues()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 0.0, double.NaN, double.PositiveInfinity });
        Flags(x.isnan()).Should().Equal(false, true, false);
        Flags(x.isinf()).Should().Equal(false, false, true);
        Flags(x.isfinite()).Should().Equal(true, false, false);
        x.isnan().any().item<bool>().Should().BeTrue();
        x.isnan().all().item<bool>().Should().BeFalse();
        Flags(x.isnan().logical_not()).Should().Equal(true, false, true);
        Flags(x.isnan().logical_or(x.isinf())).Should().Equal(false, true, true);
        Numbers(x.nan_to_num(nan: 1, posinf: 2)).Should().Equal(0.0, 1.0, 2.0);
        Flags(x.gt(1)).Should().Equal(false, false, true);
        Flags(x.le(0)).Should().Equal(true, false, false);
    }

    [Fact]
    public void ProductsAgreeWithHandComputedOnes()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new[] { 1.0, 2.0, 3.0, 4.0 }, [2, 2]);
        var v = tensor(new[] { 1.0, -1.0 });
        Numbers(a.matmul(a)).Should().Equal(7.0, 10.0, 15.0, 22.0);
        Numbers(a.mm(a)).Should().Equal(7.0, 10.0, 15.0, 22.0);
        Numbers(a.mv(v)).Should().Equal(-1.0, -1.0);
        v.dot(v).item<double>().Should().Be(2);
        Numbers(v.outer(v)).Should().Equal(1.0, -1.0, -1.0, 1.0);
        Numbers(a.addmm(a, a, 0, 2)).Should().Equal(14.0, 20.0, 30.0, 44.0);
        Numbers(a.unsqueeze(0).bmm(a.unsqueeze(0))).Should().Equal(7.0, 10.0, 15.0, 22.0);
        Numbers(einsum("ij,j->i", a, v)).Should().Equal(-1.0, -1.0);
        Numbers(a.tril()).Should().Equal(1.0, 0.0, 3.0, 4.0);
        Numbers(a.triu(1)).Should().Equal(0.0, 2.0, 0.0, 0.0);
        Numbers(a.diag()).Should().Equal(1.0, 4.0);
        a.det().item<double>().Should().BeApproximately(-2, 1e-12);
    }

    [Fact]
    public void LinearAlgebraSolvesWhatItIsGiven()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var m = randn(4, 4, dtype: float64);
        var a = m.matmul(m.t()) + eye(4, dtype: float64);
        var b = randn(4, 2, dtype: float64);
        a.matmul(linalg.solve(a, b)).allclose(b).Should().BeTrue();
        a.matmul(linalg.lstsq(a, b).Solution).allclose(b).Should().BeTrue();
        linalg.inv(a).matmul(a).allclose(eye(4, dtype: float64)).Should().BeTrue();
        var l = linalg.cholesky(a);
        l.matmul(l.t()).allclose(a).Should().BeTrue();
        linalg.eigvalsh(a).sum().item<double>().Should().BeApproximately(a.trace().item<double>(), 1e-10);
        var (q, r) = linalg.qr(a);
        q.matmul(r).allclose(a).Should().BeTrue();
        var (u, s, vh) = linalg.svd(a);
        u.matmul(s.diag()).matmul(vh).allclose(a).Should().BeTrue();
        linalg.norm(b).item<double>().Should().BeApproximately(linalg.vector_norm(b).item<double>(), 1e-12);
        linalg.matrix_norm(b).item<double>().Should().BeApproximately(linalg.norm(b, "fro").item<double>(), 1e-12);
        linalg.vector_norm(b, 1, [0]).shape.Should().Equal(2L);
        linalg.slogdet(a).Item2.item<double>().Should().BeApproximately(Math.Log(linalg.det(a).item<double>()), 1e-10);
    }

    private static double[] Numbers(Tensor t) => t.data<double>().ToArray();

    private static bool[] Flags(Tensor t) => t.data<bool>().ToArray();
}
