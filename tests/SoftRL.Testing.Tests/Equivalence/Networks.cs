using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing.Tests;

/// <summary>Small networks and observations, filled from our own generator.</summary>
internal static class Networks
{
    internal const int Actions = 3;

    internal static Tensor Observations(int count = 3, ScalarType dtype = ScalarType.Float64) =>
        tensor(Normal(count * 4, 1), [count, 4]).to(dtype);

    internal static nn.Module<Tensor, Tensor> Mlp(int actions = Actions, ScalarType dtype = ScalarType.Float64) =>
        Filled(nn.Sequential(nn.Linear(4, 5, dtype: dtype), nn.Tanh(), nn.Linear(5, actions, dtype: dtype)));

    internal static nn.Module<Tensor, Tensor> Convolution() => Filled(nn.Sequential(
        nn.Conv2d(2, 3, 3, dtype: ScalarType.Float64), nn.ReLU(), nn.Flatten(), nn.Linear(12, Actions, dtype: ScalarType.Float64)));

    internal static ActorCritic TwoHeads() => new();

    internal static double[] Normal(long count, ulong seed, double scale = 0.4)
    {
        var random = new Xoshiro256(seed);
        return [.. Enumerable.Range(0, (int)count).Select(_ => scale * random.NextGaussian())];
    }

    private static TModule Filled<TModule>(TModule module)
        where TModule : nn.Module
    {
        using var frozen = no_grad();
        var seed = 10UL;
        foreach (var parameter in module.parameters())
        {
            using var values = tensor(Normal(parameter.numel(), seed++), parameter.shape);
            parameter.copy_(values);
        }

        return module;
    }

    /// <summary>A body with a policy and a value on top.</summary>
    internal sealed class ActorCritic : IDisposable
    {
        private readonly nn.Module<Tensor, Tensor> body = Filled(nn.Sequential(nn.Linear(4, 5, dtype: ScalarType.Float64), nn.Tanh()));
        private readonly nn.Module<Tensor, Tensor> policy = Filled(nn.Linear(5, Actions, dtype: ScalarType.Float64));
        private readonly nn.Module<Tensor, Tensor> value = Filled(nn.Linear(5, 1, dtype: ScalarType.Float64));

        internal EquivalenceSubject Subject => EquivalenceSubject.ActorCritic(Call, [.. body.parameters(), .. policy.parameters(), .. value.parameters()]);

        internal (Tensor Logits, Tensor Values) Call(Tensor observations)
        {
            var hidden = body.call(observations);
            return (policy.call(hidden), value.call(hidden).squeeze(-1));
        }

        public void Dispose()
        {
            body.Dispose();
            policy.Dispose();
            value.Dispose();
        }
    }
}
