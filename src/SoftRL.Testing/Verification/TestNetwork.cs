using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>A small float64 network over the states of a test problem, initialised from a seed without touching any global generator.</summary>
internal sealed class TestNetwork : IDisposable
{
    private readonly Func<double, Tensor?, PerStateOutputs> outputs;
    private readonly IDisposable[] owned;

    private TestNetwork(string name, IReadOnlyList<Tensor> parameters, Func<double, Tensor?, PerStateOutputs> outputs, params IDisposable[] owned)
    {
        (Name, Parameters, this.outputs, this.owned) = (name, parameters, outputs, owned);
    }

    internal string Name { get; }

    internal IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>Q, policy, value and KL in every state, with gradients.</summary>
    internal PerStateOutputs Outputs(double temperature, Tensor? logPrior) => outputs(temperature, logPrior);

    /// <summary>The five parameterisations of the proof. Q varies by a few τ between actions, so that no policy is degenerate.</summary>
    internal static TestNetwork[] All(int states, int actions, double temperature, ulong seed) =>
    [
        Tabular(states, actions, temperature, seed),
        Linear(states, actions, temperature, seed + 1),
        Mlp(states, actions, temperature, seed + 2),
        Convolutional(states, actions, temperature, seed + 3),
        Dueling(states, actions, seed + 4),
    ];

    internal static TestNetwork Tabular(int states, int actions, double temperature, ulong seed)
    {
        var q = Parameter([states, actions], seed, 1.5 * temperature);
        return OfQ("tabular", [q], () => q.alias(), q);
    }

    internal static TestNetwork Linear(int states, int actions, double temperature, ulong seed)
    {
        var features = Constant([states, 4], seed);
        var layer = Filled(nn.Linear(4, actions, dtype: ScalarType.Float64), seed + 50, 2 * temperature);
        return OfQ("linear", [.. layer.parameters()], () => layer.call(features), layer, features);
    }

    internal static TestNetwork Mlp(int states, int actions, double temperature, ulong seed)
    {
        var features = Constant([states, 4], seed);
        var body = Filled(nn.Sequential(nn.Linear(4, 6, dtype: ScalarType.Float64), nn.Tanh()), seed + 50, 1);
        var head = Filled(nn.Linear(6, actions, dtype: ScalarType.Float64), seed + 60, 3 * temperature);
        return OfQ("MLP", [.. body.parameters(), .. head.parameters()], () => head.call(body.call(features)), body, head, features);
    }

    internal static TestNetwork Convolutional(int states, int actions, double temperature, ulong seed)
    {
        var images = Constant([states, 2, 5, 5], seed);
        var body = Filled(nn.Sequential(nn.Conv2d(2, 4, 3, dtype: ScalarType.Float64), nn.ReLU(), nn.Flatten()), seed + 50, 1);
        var head = Filled(nn.Linear(36, actions, dtype: ScalarType.Float64), seed + 60, 0.7 * temperature);
        return OfQ("convolutional", [.. body.parameters(), .. head.parameters()], () => head.call(body.call(images)), body, head, images);
    }

    /// <summary>One body, a policy and a value: Q = V + τ ln(π/π̄).</summary>
    internal static TestNetwork Dueling(int states, int actions, ulong seed)
    {
        var features = Constant([states, 4], seed);
        var body = Filled(nn.Sequential(nn.Linear(4, 6, dtype: ScalarType.Float64), nn.Tanh()), seed + 50, 1);
        var policy = Filled(nn.Linear(6, actions, dtype: ScalarType.Float64), seed + 60, 2);
        var value = Filled(nn.Linear(6, 1, dtype: ScalarType.Float64), seed + 70, 1);
        return new TestNetwork(
            "dueling head",
            [.. body.parameters(), .. policy.parameters(), .. value.parameters()],
            (temperature, logPrior) =>
            {
                var hidden = body.call(features);
                return PerStateOutputs.OfActorCritic(policy.call(hidden), value.call(hidden).squeeze(-1), temperature, logPrior);
            },
            body, policy, value, features);
    }

    /// <summary>Policy logits and values as two tables: streams that share no parameter.</summary>
    internal static TestNetwork TwoTables(int states, int actions, ulong seed)
    {
        var (logits, values) = (Parameter([states, actions], seed, 1), Parameter([states], seed + 1, 1));
        return new TestNetwork(
            "two tables", [logits, values],
            (temperature, logPrior) => PerStateOutputs.OfActorCritic(logits.alias(), values.alias(), temperature, logPrior), logits, values);
    }

    public void Dispose()
    {
        foreach (var one in owned)
        {
            one.Dispose();
        }
    }

    /// <summary>Normal numbers from our own generator.</summary>
    internal static double[] Normal(long count, ulong seed, double scale = 1)
    {
        var random = new Xoshiro256(seed);
        var values = new double[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scale * random.NextGaussian();
        }

        return values;
    }

    private static TestNetwork OfQ(string name, IReadOnlyList<Tensor> parameters, Func<Tensor> q, params IDisposable[] owned) =>
        new(name, parameters, (temperature, logPrior) => PerStateOutputs.OfQ(q(), temperature, logPrior), owned);

    private static Tensor Parameter(long[] shape, ulong seed, double scale) =>
        tensor(Normal(shape.Aggregate((x, y) => x * y), seed, scale), shape, requires_grad: true).DetachFromDisposeScope();

    private static Tensor Constant(long[] shape, ulong seed) =>
        tensor(Normal(shape.Aggregate((x, y) => x * y), seed), shape).DetachFromDisposeScope();

    private static TModule Filled<TModule>(TModule module, ulong seed, double scale)
        where TModule : nn.Module
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var parameter in module.parameters())
        {
            var fan = parameter.dim() > 1 ? (double)parameter.numel() / parameter.size(0) : 1;
            parameter.copy_(tensor(Normal(parameter.numel(), seed++, scale / Math.Sqrt(fan)), parameter.shape));
        }

        return module;
    }
}
