using FluentAssertions.Execution;
using SoftRL.Environments;
using SoftRL.Training;
using static TorchSharp.torch;

namespace SoftRL.Agents.SoftQ.Tests;

/// <summary>Two states in a row whose soft-optimal values and policy are integrals: Q and the sampling network must arrive there.</summary>
public sealed class SvgdOptimumTests
{
    private const double Temperature = 0.5;
    private const double Discount = 0.9;

    private static readonly EnvironmentSpec s_steps = EnvironmentSpec.Of("TwoSteps-v0", "Two steps with rewards for actions.", () => new TwoSteps());

    /// <summary>Over 9 seeds of each case the errors of Q were −0.004 ± 0.004, at most 0.016, and those of the distribution 0.001 ± 0.018, at most 0.054: the bounds are five standard deviations away.</summary>
    [Theory]
    [InlineData("uniform")]
    [InlineData("gaussian:0.8")]
    [InlineData("entropy", "proposals=mixture")]
    public void FindsTheSoftOptimum(string reference, params string[] more)
    {
        string[] options =
        [
            $"temperature={Temperature}", $"discount={Discount}", $"reference={reference}", "hidden=64,64", "batch-size=32", "fixed-particles=8", "updated-particles=8", "learning-starts=500", "target-update-steps=200",
            "value-particles=32", "learning-rate=linear:3e-3:0", "sampler-learning-rate=linear:3e-3:0", "replay-capacity=10000", .. more,
        ];
        const int updates = 3_000;
        using var agent = SvgdSupport.Build(s_steps, options, environments: 4, steps: 4 * updates);
        SvgdSupport.Train(agent, s_steps, updates, environments: 4);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var together = new AssertionScope();

        // V of the second state, and with it Q of the first; the box is [0, 4], its scaled actions a.
        var total = Integral(-1, 1, a => Prior(a) * Math.Exp(TwoSteps.Last(a) / Temperature));
        var value = Temperature * Math.Log(total);
        double[] actions = [-0.8, -0.4, 0, 0.4, 0.8];
        var rows = tensor(actions.SelectMany(a => new[] { 0f, (float)a }).ToArray()).reshape(-1, 2);
        var q = agent.Critic.Smallest(rows).data<float>().ToArray();
        for (var i = 0; i < actions.Length; i++)
        {
            (q[i] * Temperature).Should().BeApproximately(TwoSteps.First(actions[i]) + (Discount * value), 0.03, $"at {actions[i]}");
        }

        // The sampling network's distribution against the exact one. 4,000 draws alone are within 0.044 of it at α = 1e-6 (Dvoretzky, Kiefer and Wolfowitz).
        var random = new Xoshiro256(9);
        var drawn = new float[4_000];
        agent.Act(ones(4_000, 1), ref random, new ActionRows(drawn, 1));
        for (var a = -0.8; a < 0.85; a += 0.2)
        {
            var exact = Integral(-1, a, x => Prior(x) * Math.Exp(TwoSteps.Last(x) / Temperature)) / total;
            var found = drawn.Count(action => (action / 2) - 1 < a) / 4_000.0;
            found.Should().BeApproximately(exact, 0.1, $"below {a:F1}");
        }

        double Prior(double a) => reference switch
        {
            "entropy" => 1,
            "uniform" => 0.5,
            // tanh of a normal of standard deviation 0.8.
            _ => Math.Exp(-0.5 * Math.Pow(Math.Atanh(a) / 0.8, 2)) / (0.8 * Math.Sqrt(2 * Math.PI) * (1 - (a * a))),
        };
    }

    // Midpoints: the ends, where the prior is 0, are not touched.
    private static double Integral(double from, double to, Func<double, double> function)
    {
        const int cells = 4_000;
        var width = (to - from) / cells;
        return Enumerable.Range(0, cells).Sum(cell => function(from + ((cell + 0.5) * width))) * width;
    }

    /// <summary>First state: a little for staying in the middle. Second state: two modes, the right one better, and density left at the walls of the box. Then the end.</summary>
    private sealed class TwoSteps : IEnvironment<ReadOnlySpan<float>>
    {
        private int _state;

        public ObservationSpace ObservationSpace { get; } = ObservationSpace.Uniform([1], 0, 1);

        public ActionSpace ActionSpace { get; } = new BoxActions([0], [4]);

        public static double First(double a) => -0.5 * a * a;

        public static double Last(double a) => (-0.6 * (1 + Math.Cos(2 * Math.PI * a))) + (0.2 * a);

        public void Reset(ulong seed, Span<float> observation) => (observation[0], _state) = (0, 0);

        public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
        {
            var a = (action[0] / 2) - 1;
            observation[0] = 1;
            return _state++ == 0 ? new StepResult((float)First(a), StepEnd.None) : new StepResult((float)Last(a), StepEnd.Terminated);
        }

        public void Save(BinaryWriter writer) => writer.Write(_state);

        public void Load(BinaryReader reader) => _state = reader.ReadInt32();
    }
}
