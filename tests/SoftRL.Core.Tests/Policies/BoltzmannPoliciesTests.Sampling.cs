using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

public sealed partial class BoltzmannPoliciesTests
{
    /// <remarks>Each of 6 frequencies is a mean of n indicators, so by Hoeffding it strays by ε = 0.01 with probability at most
    /// 2 exp(−2nε²). For a false alarm below 1e-6 in all 6 together n = ⌈ln(2·6/1e-6) / 2ε²⌉ = 81,502; a shift of 2ε in any
    /// frequency is then missed with probability below 1e-6.</remarks>
    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void DrawsActionsAsOftenAsThePolicySays(ScalarType dtype, string device)
    {
        const int Draws = 81_502;
        using var scope = NewDisposeScope();
        using var generator = new Generator(2017, new Device(device));
        double[] policy = [0, 0.5, 0.05, 0, 0.45, 0];
        var actions = BoltzmannPolicies.Sample(new[] { policy.Logs() }.ToTensor(dtype, device).expand(Draws, 6), generator);

        actions.dtype.Should().Be(ScalarType.Int64);
        actions.shape.Should().Equal(Draws);
        var counts = actions.cpu().data<long>().ToArray().GroupBy(a => a).ToDictionary(g => g.Key, g => g.Count());
        for (var a = 0; a < policy.Length; a++)
        {
            var count = counts.GetValueOrDefault(a);
            (count / (double)Draws).Should().BeApproximately(policy[a], 0.01);
            (policy[a] > 0 || count == 0).Should().BeTrue("an action of probability zero is never drawn");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void ACertainActionIsAlwaysDrawnWhereverItStands(ScalarType dtype, string device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, new Device(device));
        var certain = eye(7, dtype: dtype).to(new Device(device)).log().repeat(500, 1);
        var expected = arange(7, dtype: ScalarType.Int64).repeat(500);
        BoltzmannPolicies.Sample(certain, generator).Numbers().Should().Equal(expected.Numbers());
    }

    [Fact]
    public void TheSameGeneratorStateGivesTheSameActions()
    {
        using var scope = NewDisposeScope();
        var policy = new Random(4).NormalRows(64, 5).ToTensor(ScalarType.Float32).log_softmax(-1);
        using var first = new Generator(9);
        using var second = new Generator(9);
        var drawn = BoltzmannPolicies.Sample(policy, first).Numbers();

        BoltzmannPolicies.Sample(policy, second).Numbers().Should().Equal(drawn);
        BoltzmannPolicies.Sample(policy, second).Numbers().Should().NotEqual(drawn);
    }

    [Fact]
    public void SamplingKeepsNoGraph()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(9);
        BoltzmannPolicies.Sample(zeros(4, 3).requires_grad_(), generator).requires_grad.Should().BeFalse();
    }
}
